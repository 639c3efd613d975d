import type { JsonSchema } from '../../../types/json.js';
import { typesOf } from '../../schemas/narrow-schema.js';
import { flattenParts } from './flatten-parts.js';
import type { Operation } from './list-operations.js';
import type { Body } from './read-body.js';
import type { OuterParameter } from './read-parameters.js';

/** All that a request takes, as the arguments of one call. */
export type JoinedInput = {
  /** What any call must satisfy: nothing that the document does not say. */
  readonly offered: JsonSchema;
  /** The same for calls that make sense: with the body that a document forgot to require, and examples of whole bodies. */
  readonly wanted: JsonSchema;
  /** The path with the names that its parameters have as arguments. */
  readonly path: string;
  /** What the document calls the arguments that have longer names here. */
  readonly catalogNames: ReadonlyMap<string, string>;
};

/**
 * Joins parameters and body into one object. Members of an object body stand beside the parameters; a parameter of the same name
 * takes its place as an ending: `id__path`. A body that is no object, or whose schema forbids others beside its members, is the one
 * argument `body`.
 */
export function joinInput(
  { method, path }: Pick<Operation, 'method' | 'path'>,
  outer: readonly OuterParameter[],
  body: Body | null,
): JoinedInput {
  const whole = body === null ? null : flattenParts(body.schema);
  const isMerged =
    whole !== null &&
    isObject(whole) &&
    hasMembers(whole) &&
    (outer.length === 0 || allowsOthers(withoutCounts(whole, outer)));
  const inner: JsonSchema =
    whole === null
      ? {}
      : isMerged
        ? withCounts(bare(whole), outer.length)
        : { properties: { body: whole }, required: ['body'] };
  const { named, newPath, catalogNames } = nameApart(outer, namesIn(inner), path);
  const own = {
    properties: Object.fromEntries(named.map(({ name, schema }) => [name, schema])),
    required: named.filter(({ required }) => required).map(({ name }) => name),
  };
  const isStated = body === null || body.required === true || hasBranches(inner);
  const isMeant = isStated || (body.required === undefined && ['post', 'put', 'patch'].includes(method));
  const bodyExamples = body?.examples.filter(isObjectValue) ?? [];
  const examples = isMerged ? { examples: bodyExamples } : {};
  return {
    offered: isStated ? together(own, inner) : together(own, withChoice(inner)),
    wanted: { ...filled(together(own, isMeant ? inner : withChoice(inner))), ...examples },
    path: newPath,
    catalogNames,
  };
}

function isObjectValue(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Members = {
  readonly properties: { readonly [name: string]: JsonSchema };
  readonly required: readonly string[];
};

function together(own: Members, { type: _, ...inner }: JsonSchema): JsonSchema {
  const required = [...own.required, ...(inner.required ?? [])];
  return {
    type: 'object',
    ...inner,
    properties: Object.fromEntries([
      ...Object.entries(own.properties),
      ...Object.entries(inner.properties ?? {}),
    ]),
    ...(required.length === 0 ? {} : { required }),
  };
}

/** A body that may be left out: whoever gives a member of it gives what it cannot be without. */
function withChoice({ required = [], ...inner }: JsonSchema): JsonSchema {
  const needed = required.filter((name) => name !== 'body' || Object.keys(inner.properties ?? {}).length > 1);
  if (needed.length === 0) return inner;
  const dependent = Object.keys(inner.properties ?? {}).flatMap((name): [string, readonly string[]][] => {
    const known = inner.dependentRequired;
    const others = known !== undefined && Object.hasOwn(known, name) ? (known[name] ?? []) : [];
    const all = [...new Set([...others, ...needed])].filter((each) => each !== name);
    return all.length === 0 ? [] : [[name, all]];
  });
  return {
    ...inner,
    ...(dependent.length === 0 ? {} : { dependentRequired: Object.fromEntries(dependent) }),
  };
}

/** Without the words about the body as a whole. */
function bare({
  title: _,
  description: __,
  examples: ___,
  default: ____,
  ...schema
}: JsonSchema): JsonSchema {
  return schema;
}

function isObject(schema: JsonSchema): boolean {
  if (schema.type !== undefined || schema.properties !== undefined) {
    const types = typesOf(schema);
    return types.length === 1 && types[0] === 'object';
  }
  if (schema.allOf?.some(isObject) === true) return true;
  return [schema.anyOf, schema.oneOf].some((members) => members !== undefined && members.every(isObject));
}

function hasMembers(schema: JsonSchema): boolean {
  return namesIn(schema).size > 0;
}

/** Names of the members of an object, on all its branches, in lower case: names that differ in case only are told apart badly. */
function namesIn({ properties = {}, allOf = [], anyOf = [], oneOf = [] }: JsonSchema): ReadonlySet<string> {
  const names = new Set(Object.keys(properties).map((name) => name.toLowerCase()));
  for (const part of [...allOf, ...anyOf, ...oneOf]) for (const name of namesIn(part)) names.add(name);
  return names;
}

function hasBranches(schema: JsonSchema): boolean {
  return schema.allOf !== undefined || schema.anyOf !== undefined || schema.oneOf !== undefined;
}

/** With as many members asked for as there must be, the first ones that are neither lists nor objects before others. */
function filled(schema: Counts): JsonSchema {
  const required = schema.required ?? [];
  const missing = (schema.minProperties ?? 0) - required.length;
  if (missing <= 0) return schema;
  const others = Object.entries(schema.properties ?? {}).filter(([name]) => !required.includes(name));
  const isPlain = (property: JsonSchema): boolean =>
    !typesOf(property).some((type) => type === 'array' || type === 'object');
  const chosen = [
    ...others.filter(([, each]) => isPlain(each)),
    ...others.filter(([, each]) => !isPlain(each)),
  ];
  return { ...schema, required: [...required, ...chosen.slice(0, missing).map(([name]) => name)] };
}

type Counts = JsonSchema & { readonly minProperties?: number; readonly maxProperties?: number };

/** Without bounds on the number of members, where those can count the parameters as well: all of these are always given. */
function withoutCounts(
  { minProperties, maxProperties, ...rest }: Counts,
  outer: readonly OuterParameter[],
): JsonSchema {
  const counts = {
    ...(minProperties === undefined ? {} : { minProperties }),
    ...(maxProperties === undefined ? {} : { maxProperties }),
  };
  return outer.every(({ required }) => required) ? rest : { ...rest, ...counts };
}

function withCounts({ minProperties, maxProperties, ...rest }: Counts, more: number): JsonSchema {
  return {
    ...rest,
    ...(minProperties === undefined ? {} : { minProperties: minProperties + more }),
    ...(maxProperties === undefined ? {} : { maxProperties: maxProperties + more }),
  };
}

/** Words that speak of all members of an object, whichever they are. */
const ofAllMembers = [
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'unevaluatedProperties',
  'const',
  'enum',
];

/** Whether members beside its own leave an object as valid as it was. At the root, where they become its own, it may be closed. */
function allowsOthers(schema: JsonSchema, isRoot = true): boolean {
  if (ofAllMembers.some((keyword) => Object.hasOwn(schema, keyword))) return false;
  const more = schema.additionalProperties;
  if (!isRoot && more !== undefined && more !== true) return false;
  const { not, if: condition } = schema as { readonly not?: JsonSchema; readonly if?: JsonSchema };
  if (not !== undefined || condition !== undefined) return false;
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return parts.every((part) => allowsOthers(part, false));
}

type NamedApart = {
  readonly named: readonly OuterParameter[];
  readonly newPath: string;
  readonly catalogNames: ReadonlyMap<string, string>;
};

/** Names by which parameters can be told from the body's members and from each other; those of the path keep theirs rather than others. */
function nameApart(outer: readonly OuterParameter[], inner: ReadonlySet<string>, path: string): NamedApart {
  const taken = new Set(inner);
  const newNames = new Map<OuterParameter, string>();
  const catalogNames = new Map<string, string>();
  let newPath = path;
  for (const place of ['path', 'query', 'header'] as const) {
    for (const parameter of outer.filter((each) => each.in === place)) {
      let name = parameter.name;
      while (taken.has(name.toLowerCase())) name = `${name}__${place}`;
      taken.add(name.toLowerCase());
      newNames.set(parameter, name);
      if (name === parameter.name) continue;
      catalogNames.set(name, parameter.name);
      if (place === 'path') newPath = newPath.replaceAll(`{${parameter.name}}`, `{${name}}`);
    }
  }
  const named = outer.map((each) => ({ ...each, name: newNames.get(each) ?? each.name }));
  return { named, newPath, catalogNames };
}
