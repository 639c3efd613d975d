import type { JsonObject } from '../types/json.js';

/** Shorthand of the schemas that answers keep. */
export const text = { type: 'string' } as const;
export const count = { type: 'integer', minimum: 0 } as const;
export const countOrNone = { type: ['integer', 'null'], minimum: 0 } as const;
export const flag = { type: 'boolean' } as const;
export const counts = { type: 'object', additionalProperties: { type: 'integer', minimum: 0 } } as const;

export function list(items: JsonObject, description = ''): JsonObject {
  return { type: 'array', items, ...(description === '' ? {} : { description }) };
}

export function described(schema: JsonObject, description: string): JsonObject {
  return { ...schema, description };
}

/** An object of exactly these properties; those that may be left out are named. */
export function object(
  properties: { readonly [name: string]: JsonObject },
  optional: readonly string[] = [],
): JsonObject {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required, additionalProperties: false };
}

export const notes = list(text, 'What was told on the way, such as lines that hold no record.');

export const violation = object(
  {
    line: count,
    conversation_id: { type: ['string', 'null'] },
    law: { type: ['integer', 'string'] },
    rule: text,
    place: text,
    message: text,
  },
  ['line', 'conversation_id'],
);
