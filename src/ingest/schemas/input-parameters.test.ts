import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../arguments/flat-arguments.js';
import { type OpenArguments, placeArgument } from '../../arguments/place-argument.js';
import type { JsonSchema, JsonValue } from '../../types/json.js';
import { inputParameters } from './input-parameters.js';

const order: JsonSchema = {
  type: 'object',
  properties: {
    customer: {
      type: 'object',
      properties: {
        email: { type: 'string' },
        address: {
          type: 'object',
          properties: { city: { type: 'string' }, zip: { type: 'string' } },
          required: ['city'],
        },
      },
      required: ['email'],
    },
    items: {
      type: 'array',
      minItems: 2,
      items: {
        type: 'object',
        properties: { sku: { type: 'string' }, count: { type: 'integer' } },
        required: ['sku'],
      },
    },
    note: { type: 'string' },
  },
  required: ['customer', 'items'],
};

const names = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name);

describe('inputParameters', () => {
  it('reads the leaves of objects and of the members that a list needs', () => {
    const { required, optional } = inputParameters(order);
    expect(required.map((each) => [each.name, placeOf(each)])).toEqual([
      ['customer.email', '/customer/email'],
      ['items.sku', '/items/0/sku'],
      ['items.2.sku', '/items/1/sku'],
    ]);
    expect(names(optional)).toEqual([
      'customer.address.city',
      'customer.address.zip',
      'items.count',
      'items.2.count',
      'note',
    ]);
  });

  it('brings along what an optional object requires', () => {
    const { optional } = inputParameters(order);
    const of = (name: string): readonly string[] =>
      optional.find((each) => each.name === name)?.companions ?? [];
    expect(of('customer.address.zip')).toEqual(['customer.address.city']);
    expect(of('customer.address.city')).toEqual([]);
    const optionalList = inputParameters({ ...order, required: [] }).optional.find(
      ({ name }) => name === 'items.count',
    );
    expect([...(optionalList?.companions ?? [])].sort()).toEqual(['items.2.sku', 'items.sku']);
  });

  it('calls a leaf by what tells it from others', () => {
    const { required, optional } = inputParameters({
      type: 'object',
      properties: {
        origin: { type: 'object', properties: { city: {}, terminal: {} }, required: ['city'] },
        destination: { type: 'object', properties: { city: {} }, required: ['city'] },
        lineItems: {
          type: 'array',
          items: { type: 'object', properties: { quantity: {} }, required: ['quantity'] },
        },
      },
      required: ['origin', 'destination', 'lineItems'],
    });
    expect([...required, ...optional].map(({ speech }) => speech)).toEqual([
      'origin city',
      'destination city',
      'line item quantity',
      'terminal',
    ]);
  });

  it('gives an object that must be there its simplest value, and free ones as they are', () => {
    const { required, optional } = inputParameters({
      type: 'object',
      properties: {
        options: { type: 'object', properties: { deep: { type: 'object' }, fast: { type: 'boolean' } } },
        metadata: { type: 'object', additionalProperties: { type: 'string' } },
        matrix: { type: 'array', items: { type: 'array', items: { type: 'number' } } },
      },
      required: ['options'],
    });
    expect(names(required)).toEqual(['options.fast']);
    expect(names(optional)).toEqual(['options.deep', 'metadata', 'matrix']);
  });

  it('keeps names apart that join to the same', () => {
    const { optional } = inputParameters({
      type: 'object',
      properties: { 'a.b': { type: 'string' }, a: { type: 'object', properties: { b: { type: 'string' } } } },
    });
    expect(optional.map((each) => [each.name, placeOf(each)])).toEqual([
      ['a.b', '/a.b'],
      ['a.b.2', '/a/b'],
    ]);
  });

  it('makes arguments that the schema takes, whatever is chosen of what is optional', () =>
    fc.assert(
      fc.property(objectSchema(3), fc.infiniteStream(fc.boolean()), (schema, choices) => {
        const { required, optional } = inputParameters(schema);
        const chosen = new Set(required.map(({ name }) => name));
        const add = (name: string): void => {
          if (chosen.has(name)) return;
          chosen.add(name);
          for (const each of optional.find((one) => one.name === name)?.companions ?? []) add(each);
        };
        for (const { name } of optional) if (choices.next().value) add(name);
        const given: OpenArguments = {};
        for (const parameter of [...required, ...optional])
          if (chosen.has(parameter.name))
            placeArgument(given, placeOf(parameter), anyValue(parameter.schema ?? {}));
        const validate = new Ajv2020({ strict: false }).compile(schema);
        expect({ given, valid: validate(given), errors: validate.errors }).toEqual({
          given,
          valid: true,
          errors: null,
        });
      }),
      { numRuns: 300 },
    ));
});

/** Random schemas of the kinds that real inputs have. */
function objectSchema(depth: number): fc.Arbitrary<JsonSchema> {
  const scalar = fc.constantFrom<JsonSchema>(
    { type: 'string' },
    { type: 'integer' },
    { enum: ['x', 'y'] },
    { const: 'fixed' },
    { type: ['string', 'null'] },
    { anyOf: [{ type: 'null' }, { type: 'boolean' }] },
    { type: 'array', items: { type: 'string' } },
    { allOf: [{ type: 'number' }, { minimum: 1 }] },
  );
  const property: fc.Arbitrary<JsonSchema> =
    depth === 0
      ? scalar
      : fc.oneof(
          scalar,
          objectSchema(depth - 1),
          fc
            .record({ items: objectSchema(depth - 1), minItems: fc.constantFrom(0, 1, 2) })
            .map(({ items, minItems }): JsonSchema => ({ type: 'array', items, minItems })),
          objectSchema(depth - 1).map((schema): JsonSchema => ({ oneOf: [{ type: 'null' }, schema] })),
        );
  return fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), property, fc.boolean()), { maxLength: 4 })
    .map((entries): JsonSchema => {
      const needed = entries.filter(([, , isNeeded]) => isNeeded).map(([name]) => name);
      return {
        type: 'object',
        properties: Object.fromEntries(entries.map(([name, schema]) => [name, schema])),
        required: [...new Set(needed)],
        additionalProperties: false,
      };
    });
}

function anyValue({ type, enum: members, minItems, items }: JsonSchema): JsonValue {
  if (members !== undefined) return members[0] ?? null;
  if (type === 'array') return Array.from({ length: minItems ?? 1 }, () => anyValue(items ?? {}));
  if (type === 'object') return {};
  return type === 'integer' || type === 'number' ? 2 : type === 'boolean' ? true : 'text';
}
