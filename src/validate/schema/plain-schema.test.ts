import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatChecks } from './format-checks.js';
import { plainCheck } from './plain-schema.js';

const type = fc.constantFrom('string', 'number', 'integer', 'boolean', 'object', 'array', 'null');
const scalar = fc.constantFrom<unknown>(
  'a',
  'b',
  'abcd',
  '😀',
  '2026-04-09',
  0,
  1,
  2,
  -3,
  1.5,
  1e300,
  true,
  null,
);

function schemaOver(inner: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  return fc.record(
    {
      type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 }), fc.constant('text')),
      enum: fc.array(fc.oneof(scalar, fc.constant([1])), { maxLength: 3 }),
      const: scalar,
      minimum: fc.constantFrom<unknown>(-2, 0, 3, '1'),
      maximum: fc.constantFrom<unknown>(-2, 0, 3),
      minLength: fc.constantFrom<unknown>(0, 1, 2, -1),
      maxLength: fc.constantFrom<unknown>(0, 1, 2, 1.5),
      pattern: fc.constantFrom('^a', '^(a+)+$', '(', '.'),
      format: fc.constantFrom('date', 'unheard-of'),
      minItems: fc.nat(2),
      maxItems: fc.nat(2),
      items: inner,
      properties: fc.dictionary(fc.constantFrom('a', 'b', 'constructor'), inner),
      required: fc.subarray(['a', 'b', 'toString']),
      additionalProperties: fc.oneof(fc.boolean(), inner),
      default: scalar,
      uniqueItems: fc.boolean(),
    },
    { requiredKeys: [] },
  );
}

const schema = schemaOver(fc.oneof(fc.boolean(), schemaOver(fc.boolean())));
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'constructor'),
    fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })),
  ),
);

function validate(node: object, document: unknown): boolean {
  const ajv = new Ajv2020({
    strict: false,
    ownProperties: true,
    validateSchema: false,
    formats: formatChecks,
    logger: false,
  });
  return ajv.validate(node, document);
}

describe('plainCheck', () => {
  it('passes only what the full check passes, and only schemas that it can compile', () =>
    fc.assert(
      fc.property(schema, value, (node, document) => {
        const check = plainCheck(node);
        if (check === null) return;
        const passes = validate(node, document);
        if (check(document)) expect(passes).toBe(true);
      }),
      { numRuns: 3000 },
    ));

  it('decides what parameters ask for by itself', () => {
    const check = plainCheck({
      type: 'object',
      properties: {
        city: { type: 'string', description: 'City.', minLength: 2 },
        nights: { type: 'integer', minimum: 1 },
        board: { enum: ['none', 'half'], default: 'none' },
        tags: { type: 'array', items: { type: 'string' }, maxItems: 2 },
      },
      required: ['city'],
      additionalProperties: false,
    });
    expect(check?.({ city: 'Oslo', nights: 2, board: 'half', tags: ['a'] })).toBe(true);
    for (const wrong of [
      { nights: 2 },
      { city: 'O' },
      { city: 'Oslo', nights: 0 },
      { city: 'Oslo', board: 'full' },
      { city: 'Oslo', tags: ['a', 'b', 'c'] },
      { city: 'Oslo', tags: [1] },
      { city: 'Oslo', country: 'NO' },
      ['Oslo'],
    ])
      expect(check?.(wrong)).toBe(false);
  });
});
