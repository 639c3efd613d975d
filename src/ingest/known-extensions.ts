import type { JsonObject, JsonValue } from '../types/json.js';
import { member } from './json-shape.js';

/** Extension keys of endpoints that mean something here; `config/catalog.schema.json` says what. */
export const endpointExtensions = [
  'x-intent',
  'x-entity',
  'x-id-parameter',
  'x-irreversible',
  'x-skip',
  'x-errors',
  'x-fields',
] as const;

/** Those of parameters: members of their schemas, or of ToolBench's parameters. */
export const parameterExtensions = [
  'x-concept',
  'x-example',
  'x-examples',
  'x-enum',
  'x-known-by',
  'x-link',
] as const;

/** The members among `keys` that an object has itself. */
export function pickMembers(
  object: JsonObject,
  keys: readonly string[],
): { readonly [key: string]: JsonValue } {
  return Object.fromEntries(
    keys.flatMap((key): [string, JsonValue][] => {
      const value = member(object, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
