import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkValue } from './check-value.js';

const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });

describe('checkValue', () => {
  it('agrees with ajv on any value and any schema of the keywords it reads', () => {
    const type = fc.constantFrom('string', 'number', 'integer', 'boolean', 'object', 'array', 'null');
    const schemaOver = (inner: fc.Arbitrary<object>): fc.Arbitrary<object> =>
      fc.record(
        {
          type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
          enum: fc.uniqueArray(fc.oneof(fc.nat(3), fc.constantFrom('a', 'b', null)), {
            minLength: 1,
            maxLength: 3,
          }),
          minimum: fc.integer({ min: -2, max: 3 }),
          maxLength: fc.nat(3),
          minItems: fc.nat(2),
          items: inner,
          properties: fc.dictionary(fc.constantFrom('a', 'b'), inner),
          required: fc.subarray(['a', 'b']),
          additionalProperties: fc.oneof(fc.boolean(), inner),
          anyOf: fc.array(inner, { minLength: 1, maxLength: 2 }),
        },
        { requiredKeys: [] },
      );
    const schema = schemaOver(fc.record({ type, maxLength: fc.nat(3) }, { requiredKeys: [] }));
    const scalar = fc.constantFrom('a', 'b', 'abcd', 0, 1, 2, -3, 1.5, true, null);
    const value = fc.oneof(
      scalar,
      fc.array(scalar, { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), scalar),
    );
    fc.assert(
      fc.property(schema, value, (node, document) => {
        expect(checkValue(node, document) === null).toBe(ajv.validate(node, document));
      }),
      { numRuns: 200 },
    );
  });

  it('names the first fault', () => {
    const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
    expect(checkValue(schema, {})).toBe('lacks the required city');
    expect(checkValue(schema, { city: 5 })).toBe('city is integer where string is asked for');
  });

  it('does not hang on a pattern that backtracks, nor fall over one that is none', () => {
    expect(checkValue({ pattern: '^(a+)+$' }, `${'a'.repeat(40)}b`)).toBe('does not match ^(a+)+$');
    expect(checkValue({ pattern: '(' }, 'x')).toBeNull();
    expect(checkValue({ pattern: '^[A-Z]{3}$' }, 'LI')).toBe('does not match ^[A-Z]{3}$');
  });
});
