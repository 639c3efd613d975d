import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonSchema, JsonValue } from '../types/json.js';
import { normalizeSchema } from './normalize-schema.js';

function everyNodeTyped(schema: JsonSchema): boolean {
  return (
    typeof schema.type === 'string' &&
    Object.values(schema.properties ?? {}).every(everyNodeTyped) &&
    (schema.items === undefined || everyNodeTyped(schema.items))
  );
}

describe('normalizeSchema', () => {
  it('survives any JSON value and types every node', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const normalized = normalizeSchema(value as JsonValue);
        expect(normalized === null || everyNodeTyped(normalized.schema)).toBe(true);
      }),
    );
  });

  it('survives any tree of schema keywords', () => {
    const { node } = fc.letrec<{ node: JsonValue }>((tie) => ({
      node: fc.dictionary(
        fc.constantFrom(
          'type',
          'properties',
          'items',
          'allOf',
          'anyOf',
          'oneOf',
          '$ref',
          'enum',
          'required',
          '__proto__',
        ),
        fc.oneof(
          { maxDepth: 3 },
          fc.constantFrom<JsonValue>(
            'string',
            'object',
            'array',
            '#',
            '#/properties/a',
            'grass, poison',
            3,
            null,
          ),
          tie('node'),
          fc.array(tie('node'), { maxLength: 2 }),
          fc.dictionary(fc.constantFrom('a', 'constructor', '__proto__'), tie('node'), { maxKeys: 2 }),
        ),
        { maxKeys: 3 },
      ) as fc.Arbitrary<JsonValue>,
    }));
    fc.assert(
      fc.property(node, (value) => {
        const normalized = normalizeSchema(value);
        expect(normalized === null || everyNodeTyped(normalized.schema)).toBe(true);
      }),
    );
  });

  it('keeps properties with the names of prototype members', () => {
    const declared = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"integer"}}}',
    );
    const schema = normalizeSchema(declared)?.schema;
    expect(Object.keys(schema?.properties ?? {})).toEqual(['__proto__', 'constructor']);
  });

  it('resolves local references and stops at circular ones', () => {
    const declared = {
      type: 'object',
      properties: { parent: { $ref: '#' }, city: { $ref: '#/definitions/city' } },
      definitions: { city: { type: 'string' } },
    };
    expect(normalizeSchema(declared)?.schema).toEqual({
      type: 'object',
      properties: { parent: { type: 'object' }, city: { type: 'string' } },
    });
  });

  it('merges allOf, takes the usable member of anyOf, and the first of a list of types', () => {
    const declared = {
      allOf: [
        { properties: { a: { type: ['null', 'integer'] } } },
        { properties: { b: { anyOf: [{ type: 'null' }, { type: 'string' }] } } },
      ],
    };
    expect(normalizeSchema(declared)?.schema.properties).toEqual({
      a: { type: 'integer' },
      b: { type: 'string' },
    });
  });

  it('leaves out lengths that nothing can meet and that are no lengths', () => {
    const declared = {
      properties: {
        rows: { type: 'array', minItems: 1e9, maxItems: 20, items: { type: 'string', minLength: 1e9 } },
        code: { type: 'string', minLength: -1, maxLength: 2.5 },
      },
    };
    expect(normalizeSchema(declared)?.schema.properties).toEqual({
      rows: { type: 'array', maxItems: 20, items: { type: 'string' } },
      code: { type: 'string' },
    });
  });

  it('bounds depth', () => {
    let deep: JsonValue = { type: 'string' };
    for (let level = 0; level < 40; level += 1) deep = { type: 'object', properties: { a: deep } };
    expect(normalizeSchema(deep)?.truncated).toBe(true);
  });
});
