import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ToolDefinition } from '../types/conversation.js';
import type { JsonSchema } from '../types/json.js';
import { createWireNames } from './wire-names.js';

const tool = (name: string, properties: { [key: string]: JsonSchema } = {}): ToolDefinition => ({
  name,
  description: 'Does it',
  parameters: { type: 'object', properties, required: Object.keys(properties) },
});
const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 90 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'a::b',
    'a__b',
    'a b',
    'a.b',
    'a_b',
    '都市',
    '',
    'x'.repeat(200),
  ),
);

describe('createWireNames', () => {
  it('spells all names as providers allow, each its own, and reads all of them back', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(anyName, { maxLength: 8 }),
        fc.uniqueArray(anyName, { maxLength: 8 }),
        fc.constantFrom(64, 128),
        (tools, keys, longest) => {
          const properties = Object.fromEntries(keys.map((key) => [key, { type: 'string' as const }]));
          const definitions = tools.map((name) => tool(name, properties));
          const names = createWireNames(definitions, ['made up', ...tools.slice(0, 1)], longest);
          const spelled = [...names.tools.map(({ name }) => name), names.toolName('made up')];
          for (const name of spelled) expect(name).toMatch(/^[a-zA-Z0-9_-]+$/);
          for (const name of spelled) expect(name.length).toBeLessThanOrEqual(longest);
          expect(new Set(spelled).size).toBe(new Set([...tools, 'made up']).size);
          for (const [index, { name, parameters }] of names.tools.entries()) {
            const wire = Object.keys(parameters.properties as object);
            for (const key of wire) expect(key).toMatch(/^[a-zA-Z0-9_.-]{1,64}$/);
            expect(new Set(wire).size).toBe(keys.length);
            expect(parameters.required ?? []).toEqual(wire);
            const call = {
              id: '1',
              name: tools[index] ?? '',
              parameters: Object.fromEntries(keys.map((key) => [key, 'v'])),
            };
            const { name: back, parameters: read } = names.fromWire(name, names.toWire(call));
            expect(back).toBe(tools[index]);
            expect(Object.entries(read ?? {})).toEqual(Object.entries(call.parameters));
          }
        },
      ),
    ));

  it('keeps names that fit, whatever else is spelled like them', () => {
    const names = createWireNames([tool('a::b'), tool('a__b', { 'x y': {}, x_y: {} })], [], 64);
    expect(names.tools.map(({ name }) => name)).toEqual(['a__b_2', 'a__b']);
    expect(Object.keys(names.tools[1]?.parameters.properties ?? {})).toEqual(['x_y_2', 'x_y']);
  });

  it('renames all the way down, through lists and alternatives, and says what the name was', () => {
    const inner: JsonSchema = {
      type: 'object',
      properties: { 'b c': { type: 'integer', description: 'Count' } },
      required: ['b c'],
    };
    const parameters: JsonSchema = {
      type: 'object',
      properties: { 'a list': { type: 'array', items: { anyOf: [inner, { type: 'null' }] } } },
    };
    const names = createWireNames([{ name: 't', description: '', parameters }], [], 64);
    expect(names.tools[0]?.parameters.properties).toEqual({
      a_list: {
        type: 'array',
        description: 'a list',
        items: {
          anyOf: [
            {
              type: 'object',
              properties: { b_c: { type: 'integer', description: 'b c: Count' } },
              required: ['b_c'],
            },
            { type: 'null' },
          ],
        },
      },
    });
    const call = { id: '1', name: 't', parameters: { 'a list': [{ 'b c': 1 }, null] } };
    expect(names.toWire(call)).toEqual({ a_list: [{ b_c: 1 }, null] });
    expect(names.fromWire('t', names.toWire(call)).parameters).toEqual(call.parameters);
  });

  it('sends an object of keywords that every provider takes', () => {
    const odd = {
      anyOf: [{ type: 'object', properties: { b: { type: 'array' } } }],
      properties: {
        a: {
          type: 'string',
          pattern: '^(a+)+$',
          enum: [],
          minLength: 'x',
          $ref: 'http://x',
          default: { deep: 1 },
        },
        c: { const: 3, enum: [3, 3], default: 3 },
      },
      required: ['a', 'a'],
      $schema: 'http://x',
    } as unknown as JsonSchema;
    const [wire] = createWireNames([{ name: 't', description: '', parameters: odd }], [], 64).tools;
    expect(wire?.parameters).toEqual({
      type: 'object',
      properties: {
        a: { type: 'string', description: '(pattern: ^(a+)+$)' },
        c: { enum: [3], default: 3 },
        b: { type: 'array', items: {} },
      },
      required: ['a'],
    });
  });
});
