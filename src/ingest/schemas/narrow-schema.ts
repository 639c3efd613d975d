import type { JsonPrimitive, JsonSchema, JsonSchemaType } from '../../types/json.js';

/**
 * One alternative of a schema: parts merged, a union's simplest member taken, null left aside. What fits it fits the schema it
 * came from, but for words that no single node can say (`not`, `if`), which the whole schema must be asked for. Members of the
 * result are not narrowed.
 */
export function narrowSchema(schema: JsonSchema): JsonSchema {
  return withOneType(merge(schema, 0));
}

const maximumRounds = 12;

function merge(schema: JsonSchema, rounds: number): JsonSchema {
  if (rounds > maximumRounds) return schema;
  const { allOf, anyOf, oneOf, ...own } = schema;
  let merged: JsonSchema = own;
  for (const part of allOf ?? []) merged = intersect(merged, merge(part, rounds + 1));
  for (const members of [anyOf, oneOf]) {
    if (members === undefined) continue;
    const chosen = simplest(
      members.map((each) => merge(each, rounds + 1)),
      merged,
    );
    if (chosen !== null) merged = intersect(merged, chosen);
  }
  return merged;
}

/** The member that is easiest to say, the first of them; null where none goes with the rest. */
function simplest(members: readonly JsonSchema[], base: JsonSchema): JsonSchema | null {
  const possible = members.filter((each) => typesOf(each).length > 0 && agreesOnType(each, base));
  const ranked = possible.map((each, index) => ({ each, index, rank: rankOf(each) }));
  return ranked.sort((left, right) => left.rank - right.rank || left.index - right.index)[0]?.each ?? null;
}

function agreesOnType(one: JsonSchema, other: JsonSchema): boolean {
  return typesOf(one).some((type) => typesOf(other).some((known) => isSameType(type, known)));
}

function isSameType(one: JsonSchemaType, other: JsonSchemaType): boolean {
  return (
    one === other || (one === 'integer' && other === 'number') || (one === 'number' && other === 'integer')
  );
}

const all: readonly JsonSchemaType[] = ['string', 'integer', 'number', 'boolean', 'array', 'object'];

/** Types that a value may have, null left aside; none where it can be null only. */
export function typesOf({ type, properties, items, enum: members }: JsonSchema): readonly JsonSchemaType[] {
  if (type !== undefined) return (typeof type === 'string' ? [type] : type).filter((each) => each !== 'null');
  if (properties !== undefined) return ['object'];
  if (items !== undefined) return ['array'];
  if (members?.every((each) => each === null)) return [];
  return all;
}

/** What people say in a word comes before lists of it, and those before whole objects. */
function rankOf(schema: JsonSchema): number {
  const types = typesOf(schema);
  if (schema.const !== undefined || schema.enum !== undefined) return 0;
  if (types.length === all.length) return 4;
  if (types.some((type) => type !== 'array' && type !== 'object')) return 1;
  return types.includes('array') ? 2 : 3;
}

/** A schema that both allow. Where two say different things of one keyword, the narrower counts. */
function intersect(one: JsonSchema, other: JsonSchema): JsonSchema {
  const types = typesOf(one).filter((type) => typesOf(other).some((known) => isSameType(type, known)));
  const narrower = types.includes('number') && typesOf(other).includes('integer') ? 'integer' : types[0];
  return {
    ...other,
    ...one,
    ...(one.type === undefined && other.type === undefined
      ? {}
      : {
          type:
            types.length === 1 && narrower !== undefined
              ? narrower
              : types.length === 0
                ? (one.type ?? 'null')
                : types,
        }),
    ...bounds(one, other),
    ...(one.enum !== undefined && other.enum !== undefined
      ? { enum: one.enum.filter((member) => other.enum?.includes(member)) }
      : {}),
    ...(one.properties === undefined && other.properties === undefined
      ? {}
      : { properties: intersectProperties(one.properties ?? {}, other.properties ?? {}) }),
    ...(one.required === undefined && other.required === undefined
      ? {}
      : { required: [...new Set([...(one.required ?? []), ...(other.required ?? [])])] }),
    ...(one.items !== undefined && other.items !== undefined
      ? { items: intersect(one.items, other.items) }
      : {}),
  };
}

function intersectProperties(
  one: NonNullable<JsonSchema['properties']>,
  other: NonNullable<JsonSchema['properties']>,
): NonNullable<JsonSchema['properties']> {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const of = (properties: typeof one, name: string): JsonSchema | undefined =>
    Object.hasOwn(properties, name) ? properties[name] : undefined;
  return Object.fromEntries(
    names.map((name): [string, JsonSchema] => {
      const [left, right] = [of(one, name), of(other, name)];
      return [
        name,
        left !== undefined && right !== undefined
          ? intersect(merge(left, 0), merge(right, 0))
          : (left ?? right ?? {}),
      ];
    }),
  );
}

const lowest = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'] as const;
const highest = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'] as const;

function bounds(one: JsonSchema, other: JsonSchema): Partial<JsonSchema> {
  const found: { [keyword: string]: number } = {};
  for (const [keywords, choose] of [
    [lowest, Math.min],
    [highest, Math.max],
  ] as const) {
    for (const keyword of keywords) {
      const [left, right] = [one[keyword], other[keyword]];
      if (left !== undefined && right !== undefined) found[keyword] = choose(left, right);
    }
  }
  return found;
}

/** One type, and members of that type only; `const` becomes the only member of an enum. What says nothing of types is text. */
function withOneType(schema: JsonSchema): JsonSchema {
  const { const: constant, enum: listed, ...rest } = schema;
  const members = (constant === undefined ? (listed ?? []) : [constant]).filter(
    (member) => member !== null && typeof member !== 'object',
  );
  const types = typesOf(schema);
  const allowed = members.filter((member) => types.some((type) => isOfType(member, type)));
  const first = allowed[0];
  if (first === undefined)
    return { ...rest, type: types.length === all.length ? 'string' : (types[0] ?? 'string') };
  const kin = allowed.filter((member) => typeof member === typeof first);
  const type =
    typeof first !== 'number'
      ? (typeof first as 'string' | 'boolean')
      : kin.every(Number.isInteger)
        ? 'integer'
        : 'number';
  return { ...rest, type, enum: [...new Set(kin)] };
}

function isOfType(member: JsonPrimitive, type: JsonSchemaType): boolean {
  if (type === 'integer') return Number.isInteger(member);
  return typeof member === type;
}
