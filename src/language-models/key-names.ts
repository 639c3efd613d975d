import type { JsonSchema, JsonValue } from '../types/json.js';
import { type NameRule, uniqueNames } from './unique-names.js';

/** How the keys of an object (or of the members of a list) are spelled for a provider, all the way down. */
export type KeyNames = {
  /** By the catalog's name. */
  readonly keys: ReadonlyMap<string, { readonly wire: string; readonly inside: KeyNames }>;
  readonly byWire: ReadonlyMap<string, string>;
  /** Of the members of a list. */
  readonly items: KeyNames | null;
};

const keyRule: NameRule = { allowed: /[^a-zA-Z0-9_.-]+/g, longest: 64, otherwise: 'field' };

/** Names for the objects that a schema describes. Alternatives describe one object, so they share their names. */
export function nameKeys(schemas: readonly JsonSchema[]): KeyNames {
  const members = schemas.flatMap(alternatives);
  const properties = new Map<string, JsonSchema[]>();
  for (const member of members)
    for (const [key, schema] of Object.entries(member.properties ?? {}))
      properties.set(key, [...(properties.get(key) ?? []), schema]);
  const wire = uniqueNames([...properties.keys()], keyRule);
  const items = members.flatMap((member) => (member.items === undefined ? [] : [member.items]));
  return {
    keys: new Map(
      [...properties].map(([key, inside]) => [key, { wire: wire.get(key) ?? key, inside: nameKeys(inside) }]),
    ),
    byWire: new Map([...wire].map(([key, spelled]) => [spelled, key])),
    items: items.length === 0 ? null : nameKeys(items),
  };
}

/** The schema itself and all that describe the same value. */
export function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  const others = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [schema, ...others.flatMap(alternatives)];
}

/** A value under the provider's names. */
export function toWireValue(value: JsonValue, names: KeyNames | null): JsonValue {
  return rename(
    value,
    names,
    (key) => {
      const known = names?.keys.get(key);
      return [known?.wire ?? key, known?.inside ?? null];
    },
    toWireValue,
  );
}

/** A value that came under the provider's names, under the catalog's. Keys that nobody declared stay as they are. */
export function fromWireValue(value: JsonValue, names: KeyNames | null): JsonValue {
  return rename(
    value,
    names,
    (key) => {
      const original = names?.byWire.get(key) ?? key;
      return [original, names?.keys.get(original)?.inside ?? null];
    },
    fromWireValue,
  );
}

function rename(
  value: JsonValue,
  names: KeyNames | null,
  spell: (key: string) => readonly [string, KeyNames | null],
  within: (value: JsonValue, names: KeyNames | null) => JsonValue,
): JsonValue {
  if (typeof value !== 'object' || value === null || names === null) return value;
  if (Array.isArray(value)) return value.map((member: JsonValue) => within(member, names.items));
  // `fromEntries` defines keys, so `__proto__` is a key like any other.
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const [spelled, inside] = spell(key);
      return [spelled, within(member, inside)];
    }),
  );
}
