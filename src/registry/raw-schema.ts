import type { JsonValue } from '../types/json.js';

export type Walk = {
  readonly root: RawSchema;
  nodes: number;
  flattened: number;
  truncated: boolean;
  readonly open: Set<JsonValue>;
};
export type RawSchema = { readonly [key: string]: JsonValue };

export function own(raw: RawSchema, key: string): JsonValue | undefined {
  return Object.hasOwn(raw, key) ? raw[key] : undefined;
}

export function isObject(value: JsonValue | undefined): value is RawSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
