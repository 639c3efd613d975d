import { childPointer, segmentsOf } from '../json/json-pointer.js';
import { uniformSchema } from '../json/uniform-schema.js';
import type { JsonSchema, PointerPattern } from '../types/json.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { primaryType } from '../values/fit-to-schema.js';
import { wholeCounts } from './apply-counts.js';
import { attributeKey } from './attribute-key.js';
import { type PartFields, partFieldsOf } from './distinguish-parts.js';
import { rememberByEndpoint } from './endpoint-memory.js';
import type { AttributeProfile, EntityProfile } from './entity-catalog.js';
import { isEnvelopeName } from './envelope-value.js';
import { isIdField } from './is-id-field.js';
import { traitsOf } from './name-traits.js';
import { ownIdName, plainIdName } from './own-id-name.js';

/** The answer of an endpoint, node by node: all that its schema and fields decide before anything is asked. */
export type ResponsePlan = {
  readonly root: NodePlan;
  /** The list of the endpoint's own members; null where its own object is no member of one. */
  readonly list: PointerPattern | null;
  readonly counts: readonly CountPlan[];
};

export type NodePlan = ObjectPlan | ArrayPlan | LeafPlan | NullPlan;

/** Where a node stands. */
export type Spot = {
  readonly pattern: PointerPattern;
  /** Index of the response object that begins here; -1 where none does. */
  readonly object: number;
  /** Place from which the path was asked last, by the length of its pattern, and that path: mostly the same again. */
  askedFrom: number;
  askedPath: string;
};

export type ObjectPlan = Spot & {
  readonly kind: 'object';
  /** True where it lies so deep that nothing of it is shown. */
  readonly isCut: boolean;
  /** Property that holds the id of what the object shows; null where none does. */
  readonly idName: string | null;
  /** Under which its value is kept, where the registry lists it among the fields; null where it does not. */
  readonly idAttribute: string | null;
  /** All properties by which it names itself. */
  readonly idNames: readonly string[];
  /** In the order in which the answer shows them. */
  readonly properties: readonly PropertyPlan[];
  /** Properties that count the one list beside them, whichever that is. */
  readonly siblingCounts: readonly { readonly name: string; readonly isWhole: boolean }[];
  /** True where a property counts a list below this object. */
  readonly counts: boolean;
};

export type PropertyPlan = {
  readonly name: string;
  /** The name for comparison with those of arguments. */
  readonly normal: string;
  /** Null where the schema says nothing of it: it is left out. */
  readonly node: NodePlan | null;
  readonly mayLack: boolean;
  /** A text that is only guessed: it gives way to a list of that name in a declared answer. */
  readonly isGuessedText: boolean;
  /** Path of the list below the same object that it counts; null where it counts none. */
  readonly counted: readonly string[] | null;
};

export type ArrayPlan = Spot & {
  readonly kind: 'array';
  readonly minItems: number;
  /** Null where the schema sets no limit. */
  readonly maxItems: number | null;
  readonly itemPattern: PointerPattern;
  /** True where nothing is shown of it: the schema has no items, or they lie too deep. */
  readonly isCut: boolean;
  /** Null where the schema says nothing of the items. */
  readonly item: NodePlan | null;
  /** The plan of a plain value as item; null for lists of objects and lists. */
  readonly leaf: LeafPlan | null;
  /** Index of the response object that each item shows; -1 for none. */
  readonly itemObject: number;
  /** True where the items are the members of the answer, or hold them. */
  readonly isOwn: boolean;
  /** True where an item that holds a member has an id, and so is a thing of its own. */
  readonly holdsThings: boolean;
  /** True where it stands in no other list. */
  readonly isOutermost: boolean;
  readonly partFields: PartFields;
};

export type LeafPlan = Spot & {
  readonly kind: 'leaf';
  readonly schema: JsonSchema;
  /** The schema for values that were stated: no bounds; null until it is needed. */
  unbound: UnboundSchema | null;
  readonly name: string;
  /** Under which the value is kept, as the registry has it. */
  readonly attribute: string;
  /** What the endpoint alone says of the attribute. */
  readonly profile: AttributeProfile;
  readonly isEnvelope: boolean;
  /** True where the name may be that of a status, of paging and the like. */
  readonly mayBeEnvelope: boolean;
  /** Place whose instance's id it shows, by the length of its pattern; -1 where the registry knows of none. */
  readonly idOf: number;
  /** Length of the pattern of the object that it is a property of; -1 where it is none. */
  readonly holder: number;
  /** The entity asked for last, and what it calls the attribute: mostly the same again. */
  calledFor: EntityProfile | null;
  called: Called | null;
};

/** An attribute as an entity calls it. */
export type Called = { readonly attribute: string; readonly profile: AttributeProfile };

/** With and without the members that the schema lists. */
export type UnboundSchema = { readonly listed: JsonSchema; readonly free: JsonSchema };

export type NullPlan = Spot & { readonly kind: 'null' };

export type CountPlan = {
  readonly pointer: readonly string[];
  readonly of: readonly string[];
  readonly list: PointerPattern;
  readonly isWhole: boolean;
};

/** No answer is deeper. */
const deepest = 14;

/** The plan of an endpoint's answers; null where nothing is known of them. */
export function planOf(endpoint: Endpoint): ResponsePlan | null {
  return endpoint.response.schema === null ? null : plans(endpoint);
}

const plans = rememberByEndpoint(makePlan, ({ response }) => response.fields.length + 4, 150_000);

function makePlan(endpoint: Endpoint): ResponsePlan {
  const { schema, fields, objects, counts } = endpoint.response;
  const places = new Map<PointerPattern, number>();
  for (const [index, { at }] of objects.entries()) if (!places.has(at)) places.set(at, index);
  const context: Context = {
    endpoint,
    fields: new Map(fields.map((field) => [field.pointer, field])),
    members: byHolder(fields),
    places,
  };
  const at = objects[0]?.at ?? '';
  return {
    root: nodeOf(schema ?? {}, '', -1, 0, context) ?? nothing('', context),
    list: at.includes('/*') ? at.slice(0, at.indexOf('/*')) : null,
    counts: counts.map(({ pointer, of }) => ({
      pointer: segmentsOf(pointer),
      of: segmentsOf(of),
      list: of,
      isWhole: wholeCounts.test(traitsOf(pointer.split('/').at(-1) ?? '').normal),
    })),
  };
}

function byHolder(fields: readonly ResponseField[]): Map<PointerPattern, ResponseField[]> {
  const groups = new Map<PointerPattern, ResponseField[]>();
  for (const field of fields) {
    const holder = field.pointer.slice(0, field.pointer.lastIndexOf('/'));
    const group = groups.get(holder);
    if (group === undefined) groups.set(holder, [field]);
    else group.push(field);
  }
  return groups;
}

type Context = {
  readonly endpoint: Endpoint;
  readonly fields: ReadonlyMap<PointerPattern, ResponseField>;
  /** Fields by the pattern of the object that they are properties of. */
  readonly members: ReadonlyMap<PointerPattern, readonly ResponseField[]>;
  /** Indexes of the response's objects by where they are. */
  readonly places: ReadonlyMap<PointerPattern, number>;
};

/** An answer of which the schema says nothing is an empty object. */
function nothing(pattern: PointerPattern, context: Context): ObjectPlan {
  return objectOf({}, pattern, deepest, context);
}

/** Null where the schema says nothing about the node. `holder`: length of the pattern of the object it is a property of. */
function nodeOf(
  schema: JsonSchema,
  pattern: PointerPattern,
  holder: number,
  depth: number,
  context: Context,
): NodePlan | null {
  const node = resolve(schema);
  switch (primaryType(node) ?? (node.properties ? 'object' : node.items ? 'array' : undefined)) {
    case 'object':
      return objectOf(node, pattern, depth, context);
    case 'array':
      return arrayOf(node, pattern, depth, context);
    case undefined:
      return node.enum === undefined && node.const === undefined
        ? null
        : leafOf(node, pattern, holder, context);
    case 'null':
      return {
        kind: 'null',
        pattern,
        object: context.places.get(pattern) ?? -1,
        askedFrom: -1,
        askedPath: '',
      };
    default:
      return leafOf(node, pattern, holder, context);
  }
}

/** One branch of a choice; all parts of a conjunction. */
function resolve(schema: JsonSchema): JsonSchema {
  const branch = (schema.anyOf ?? schema.oneOf)?.find((option) => option.type !== 'null');
  if (branch !== undefined) return { ...schema, ...resolve(branch), anyOf: [] };
  if (schema.allOf === undefined) return schema;
  const parts = schema.allOf.map(resolve);
  const properties = Object.assign(
    Object.create(null),
    schema.properties,
    ...parts.map((part) => part.properties ?? {}),
  );
  return { ...schema, ...Object.assign({}, ...parts), properties, allOf: [] };
}

function objectOf(schema: JsonSchema, pattern: PointerPattern, depth: number, context: Context): ObjectPlan {
  const { response } = context.endpoint;
  const object = context.places.get(pattern) ?? -1;
  const idField = response.objects[object]?.idField ?? null;
  const idName = idField ?? ownIdName(schema);
  const idShown = idName === null ? undefined : context.fields.get(childPointer(pattern, idName));
  const isGuessed = response.origin === 'inferred';
  const counted = countsIn(pattern, context);
  const entries = depth >= deepest ? [] : Object.entries(schema.properties ?? {});
  const properties = leadBy(idField, entries).map(
    ([name, node]): PropertyPlan => ({
      name,
      normal: traitsOf(name).normal,
      node: nodeOf(node, childPointer(pattern, name), pattern.length, depth + 1, context),
      mayLack: isGuessed || schema.required?.includes(name) !== true,
      isGuessedText: isGuessed && primaryType(node) === 'string',
      counted: counted.get(name) ?? null,
    }),
  );
  return {
    kind: 'object',
    pattern,
    object,
    askedFrom: -1,
    askedPath: '',
    isCut: depth >= deepest,
    idName,
    idAttribute: idShown === undefined ? null : attributeKey(context.endpoint, idShown),
    idNames: [...new Set([idName, plainIdName(schema, idName)])].filter((name) => name !== null),
    properties,
    siblingCounts: entries.flatMap(([name, node]) => {
      const { normal } = traitsOf(name);
      return primaryType(node) === 'integer' && countNames.test(normal)
        ? [{ name, isWhole: wholeCounts.test(normal) }]
        : [];
    }),
    counts: counted.size > 0,
  };
}

const countNames =
  /^(count|total|total_(count|results|items|records|hits)|num_results|results_count|result_count|size|length)$/;

/** Names of an object's own fields that count a list in it → the path of that list. */
function countsIn(pattern: PointerPattern, { endpoint }: Context): ReadonlyMap<string, readonly string[]> {
  const counts = new Map<string, readonly string[]>();
  for (const { pointer, of } of endpoint.response.counts) {
    const name = segmentsOf(pointer).at(-1) ?? '';
    if (pointer === childPointer(pattern, name) && of.startsWith(`${pattern}/`))
      counts.set(name, segmentsOf(of.slice(pattern.length)));
  }
  return counts;
}

/** The id of what an object shows stands first in it, before ids of other things. */
function leadBy<Entry extends readonly [string, unknown]>(
  idField: string | null,
  entries: readonly Entry[],
): readonly Entry[] {
  return idField === null
    ? entries
    : [...entries.filter(([name]) => name === idField), ...entries.filter(([name]) => name !== idField)];
}

function arrayOf(schema: JsonSchema, pattern: PointerPattern, depth: number, context: Context): ArrayPlan {
  const itemPattern = `${pattern}/*`;
  const items = schema.items === undefined || depth >= deepest ? undefined : schema.items;
  const itemObject = context.places.get(itemPattern) ?? -1;
  const at = context.endpoint.response.objects[0]?.at ?? '';
  const item = items === undefined ? null : nodeOf(items, itemPattern, -1, depth + 1, context);
  return {
    kind: 'array',
    pattern,
    object: context.places.get(pattern) ?? -1,
    askedFrom: -1,
    askedPath: '',
    minItems: schema.minItems ?? 0,
    maxItems: schema.maxItems ?? null,
    itemPattern,
    itemObject,
    item,
    leaf: items !== undefined && isLeaf(items) ? leafItem(items, item, itemPattern, context) : null,
    isCut: items === undefined,
    isOwn: itemObject === 0 || (at.startsWith(`${itemPattern}/`) && !pattern.includes('*')),
    holdsThings: itemObject !== 0 && items !== undefined && ownIdName(items) !== null,
    isOutermost: !pattern.includes('*'),
    partFields: partFieldsOf(context.members.get(itemPattern) ?? [], context.endpoint),
  };
}

function leafItem(
  items: JsonSchema,
  item: NodePlan | null,
  itemPattern: PointerPattern,
  context: Context,
): LeafPlan {
  return item?.kind === 'leaf' ? item : leafOf(resolve(items), itemPattern, -1, context);
}

function isLeaf(schema: JsonSchema): boolean {
  const type = primaryType(resolve(schema));
  return type !== 'object' && type !== 'array' && schema.properties === undefined;
}

function leafOf(node: JsonSchema, pattern: PointerPattern, holder: number, context: Context): LeafPlan {
  const { endpoint, fields, places } = context;
  const field = fields.get(pattern);
  const name = pattern.split('/').findLast((segment) => segment !== '*') ?? '';
  const isId = field !== undefined && isIdField(endpoint, field);
  const at = field === undefined ? undefined : endpoint.response.objects[field.object]?.at;
  const schema = uniformSchema(node);
  const attribute = field === undefined ? name : attributeKey(endpoint, field);
  return {
    kind: 'leaf',
    pattern,
    object: places.get(pattern) ?? -1,
    askedFrom: -1,
    askedPath: '',
    schema,
    unbound: null,
    name,
    attribute,
    profile: {
      shared: false,
      concept: field?.concept ?? null,
      label: field?.concept && !traitsOf(name).isIdLike ? field.label || name : name,
      traits: traitsOf(attribute),
      schema: field === undefined || field.schema === node ? schema : uniformSchema(field.schema),
    },
    isEnvelope: field?.object === -1,
    mayBeEnvelope: isEnvelopeName(traitsOf(name).normal),
    idOf: isId && at !== undefined ? at.length : -1,
    // A name that a pointer spells otherwise is not the one that the schema has.
    holder: holder >= 0 && pattern.slice(holder + 1) === name && !name.includes('~') ? holder : -1,
    calledFor: null,
    called: null,
  };
}

/**
 * What a call stated or a filter asked for is shown as it is, also where the answer's own bounds would forbid it. An id that
 * was given is given back, whatever form others have.
 */
export function unboundSchema(plan: LeafPlan): UnboundSchema {
  if (plan.unbound === null && isUnbound(plan.schema))
    plan.unbound = { free: plan.schema, listed: plan.schema };
  if (plan.unbound === null) {
    const { minimum, maximum, maxLength, enum: members, ...unbound } = plan.schema;
    const { format, ...formless } = unbound;
    const free = format === 'uuid' ? formless : unbound;
    plan.unbound = {
      free: uniformSchema(free),
      listed: uniformSchema({ ...free, enum: members ?? [] }),
    };
  }
  return plan.unbound;
}

/** True of a schema that holds no stated value back; most are, and need no copy. */
function isUnbound({ minimum, maximum, maxLength, enum: members, format }: JsonSchema): boolean {
  return (
    minimum === undefined &&
    maximum === undefined &&
    maxLength === undefined &&
    members === undefined &&
    format !== 'uuid'
  );
}
