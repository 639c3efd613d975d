import { singularize } from '../../concepts/singularize.js';
import { tokenizeName } from '../../concepts/tokenize-name.js';
import { isJsonObject } from '../../json/is-json-object.js';
import { childPointer } from '../../json/json-pointer.js';
import type { JsonPointer, JsonSchema, JsonValue } from '../../types/json.js';
import type { RawParameter } from '../../types/raw-tool.js';
import { narrowSchema } from './narrow-schema.js';
import { isCutOff } from './resolve-schema.js';

export type InputParameters = {
  readonly required: readonly RawParameter[];
  readonly optional: readonly RawParameter[];
};

/**
 * The values that a call's arguments consist of, by the schema of the whole input: leaves of nested objects, and of the first
 * members of lists of objects, each with its place. Optional objects bring companions: what they require stands with each value
 * in them. Values that no schema describes (free objects, lists of lists) are leaves themselves. Examples of objects are examples
 * of what is in them.
 */
export function inputParameters(schema: JsonSchema): InputParameters {
  const root = narrowSchema(schema);
  const leaves = readObject(root, { names: [], words: [], at: '', isRequired: true, depth: 0 });
  const parameters = uniquelyNamed(leaves.slice(0, mostLeaves)).map(toParameter);
  return {
    required: parameters.filter(({ isRequired }) => isRequired).map(({ parameter }) => parameter),
    optional: parameters.filter(({ isRequired }) => !isRequired).map(({ parameter }) => parameter),
  };
}

const maximumDepth = 6;
/** Real inputs have up to some hundred values; what is beyond is neither asked for nor said. */
const mostLeaves = 500;
/** Most members of a list of objects that a call gives: a list that needs more is a value of its own. */
const mostMembers = 3;

type Place = {
  readonly names: readonly string[];
  /** The same for speech: a member of `items` is an item. */
  readonly words: readonly string[];
  readonly at: JsonPointer;
  /** Whether every call has the object that holds it. */
  readonly isRequired: boolean;
  readonly depth: number;
};

type Leaf = {
  readonly names: readonly string[];
  readonly words: readonly string[];
  readonly at: JsonPointer;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
  readonly isUnknown?: true;
  /** Places of the leaves that go with it. */
  readonly companions: readonly JsonPointer[];
};

function readObject(schema: JsonSchema, place: Place): readonly Leaf[] {
  const required = new Set(schema.required);
  const children = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const isNeeded = required.has(name);
    // Nobody knows what would be right there, so nothing is given.
    const isUnknown = isCutOff(property) || (property.items !== undefined && isCutOff(property.items));
    if (!isNeeded && isUnknown) return [];
    const found = readValue(withExamples(narrowSchema(property), examplesOf(schema, name)), {
      names: [...place.names, name],
      words: [...place.words, name],
      at: childPointer(place.at, name),
      isRequired: place.isRequired && isNeeded,
      depth: place.depth + 1,
    });
    const leaves = isUnknown ? found.map((leaf): Leaf => ({ ...leaf, isUnknown })) : found;
    return [{ name, isNeeded, leaves }];
  });
  // What the object cannot be without: of an optional one, all that is in it brings this along.
  const core = children.flatMap(({ isNeeded, leaves }) => (isNeeded ? neededOf(leaves) : []));
  const dependent = schema.dependentRequired ?? {};
  return children.flatMap(({ name, leaves }) => {
    const alsoNeeded = Object.hasOwn(dependent, name) ? (dependent[name] ?? []) : [];
    const others = children.flatMap((each) => (alsoNeeded.includes(each.name) ? neededOf(each.leaves) : []));
    return leaves.map((leaf): Leaf => {
      const companions = [...leaf.companions, ...(place.isRequired ? [] : core), ...others];
      return { ...leaf, companions: [...new Set(companions)].filter((at) => at !== leaf.at) };
    });
  });
}

/**
 * Places of the leaves without which a value is none: those that all others bring along, or where there are no such, its
 * simplest one with what comes along with that.
 */
function neededOf(leaves: readonly Leaf[]): readonly JsonPointer[] {
  const required = leaves.filter(({ isRequired }) => isRequired);
  if (required.length > 0) return required.map(({ at }) => at);
  const common = leaves.filter(({ at }) =>
    leaves.every((each) => each.at === at || each.companions.includes(at)),
  );
  if (common.length > 0) return common.map(({ at }) => at);
  const [simplest] = [...leaves].sort((left, right) => effortOf(left) - effortOf(right));
  return simplest === undefined ? [] : [simplest.at, ...simplest.companions];
}

function effortOf({ schema: { type }, companions }: Leaf): number {
  return companions.length + (type === 'array' || type === 'object' ? 100 : 0);
}

function readValue(schema: JsonSchema, place: Place): readonly Leaf[] {
  if (place.depth < maximumDepth && schema.type === 'object' && hasProperties(schema))
    return withSomething(readObject(schema, place), place);
  const item = schema.type === 'array' && schema.items !== undefined ? itemOf(schema, schema.items) : null;
  if (place.depth < maximumDepth && item !== null && item.type === 'object' && hasProperties(item)) {
    const members = Math.max(1, schema.minItems ?? 1);
    if (members <= mostMembers && (schema.maxItems ?? 1) > 0) {
      const leaves = Array.from({ length: members }, (_, index) =>
        withSomething(
          readObject(item, {
            names: index === 0 ? place.names : [...place.names, String(index + 1)],
            words: [...place.words.slice(0, -1), memberName(place.words.at(-1) ?? '')],
            at: `${place.at}/${index}`,
            isRequired: place.isRequired,
            depth: place.depth + 1,
          }),
          place,
        ),
      );
      return place.isRequired ? leaves.flat() : togetherOnly(leaves);
    }
  }
  const leaf = item === null ? schema : { ...schema, items: item };
  return [
    {
      names: place.names,
      words: place.words,
      at: place.at,
      schema: leaf,
      isRequired: place.isRequired,
      companions: [],
    },
  ];
}

/** `line item` for `lineItems`. */
function memberName(list: string): string {
  const words = tokenizeName(list);
  return [...words.slice(0, -1), singularize(words.at(-1) ?? list)].join(' ');
}

const mostExamples = 5;

/** What the examples of an object give for a member of it. */
function examplesOf({ examples = [] }: JsonSchema, name: string): readonly JsonValue[] {
  return examples.flatMap((example) =>
    isJsonObject(example) && Object.hasOwn(example, name) ? [example[name] ?? null] : [],
  );
}

/** With examples after its own, each once. Lists and objects are looked into, never given whole. */
function withExamples(schema: JsonSchema, more: readonly JsonValue[]): JsonSchema {
  if (more.length === 0) return schema;
  const examples = new Map(
    [...(schema.examples ?? []), ...more].map((example) => [JSON.stringify(example), example]),
  );
  return { ...schema, examples: [...examples.values()].slice(0, mostExamples) };
}

function itemOf({ examples = [] }: JsonSchema, items: JsonSchema): JsonSchema {
  return withExamples(
    narrowSchema(items),
    examples.flatMap((example) => (Array.isArray(example) ? (example as readonly JsonValue[]) : [])),
  );
}

/** Of several members that a list needs, none comes without the others. */
function togetherOnly(members: readonly (readonly Leaf[])[]): readonly Leaf[] {
  if (members.length < 2) return members.flat();
  const needed = members.flatMap(neededOf);
  return members.flat().map((leaf) => ({
    ...leaf,
    companions: [...new Set([...leaf.companions, ...needed])].filter((at) => at !== leaf.at),
  }));
}

function hasProperties({ properties }: JsonSchema): boolean {
  // A key in digits could not be told from an index.
  return (
    properties !== undefined && Object.keys(properties).length > 0 && !Object.keys(properties).some(isIndex)
  );
}

function isIndex(name: string): boolean {
  return /^\d+$/.test(name);
}

/** An object that must be there is not empty: where nothing in it is required, its simplest value is. */
function withSomething(leaves: readonly Leaf[], { isRequired }: Place): readonly Leaf[] {
  if (!isRequired) return leaves;
  const needed = neededOf(leaves);
  return leaves.map((leaf) => (needed.includes(leaf.at) ? { ...leaf, isRequired: true } : leaf));
}

/** Bytes, or a list of such. */
function isFile({ type, format, items }: JsonSchema): boolean {
  return (
    (type === 'string' && format === 'binary') || (type === 'array' && items !== undefined && isFile(items))
  );
}

type NamedLeaf = Leaf & {
  readonly name: string;
  readonly speech: string;
  readonly companionNames: readonly string[];
};

/** Names without points, as far as they go: a member called `a.b` beside an object `a` with a member `b` keeps its own. */
function uniquelyNamed(leaves: readonly Leaf[]): readonly NamedLeaf[] {
  const nameAt = new Map<JsonPointer, string>();
  const taken = new Set<string>();
  const nested = leaves.filter(({ names }) => names.length > 1);
  for (const leaf of [...leaves.filter(({ names }) => names.length === 1), ...nested]) {
    const wanted = leaf.names.join('.');
    let name = wanted;
    for (let number = 2; taken.has(name); number += 1) name = `${wanted}.${number}`;
    taken.add(name);
    nameAt.set(leaf.at, name);
  }
  return leaves.map((leaf) => ({
    ...leaf,
    name: nameAt.get(leaf.at) ?? '',
    speech: speechOf(leaf, leaves),
    companionNames: leaf.companions.flatMap((at) => nameAt.get(at) ?? []),
  }));
}

/** Names that say nothing without what they are of. */
const vague = new Set(
  'id name type value title description code number status date amount key label count kind text quantity rate unit'.split(
    ' ',
  ),
);

/** The last name, with as many before it as it takes to tell the leaf from others; `customer address city` beside one city only is the city. */
function speechOf({ words }: Leaf, leaves: readonly Leaf[]): string {
  for (let count = 1; count < words.length; count += 1) {
    const last = words.slice(-count).join(' ');
    const isOwn = leaves.every(
      (other) => other.words === words || !` ${other.words.join(' ')}`.endsWith(` ${last}`),
    );
    if (isOwn && !(count === 1 && vague.has(last.toLowerCase()))) return last;
  }
  return words.join(' ');
}

/** `friendly_name` for a FriendlyName, or `string`: generators write such where nobody gave an example. */
function isStandIn(example: JsonValue, name: string): boolean {
  if (typeof example !== 'string') return false;
  const said = tokenizeName(example).join('');
  return said === 'string' || said === tokenizeName(name).join('');
}

function toParameter({ name, speech, at, names, schema, isRequired, isUnknown, companionNames }: NamedLeaf): {
  readonly isRequired: boolean;
  readonly parameter: RawParameter;
} {
  const { description, default: preset, examples: own, enum: members, items, ...bare } = schema;
  const { examples: ofItems, ...item } = items ?? {};
  // A member's example is one of a list that holds it alone.
  const given = own ?? ofItems?.map((example) => [example]) ?? [];
  const examples = given.filter((example) => !isStandIn(example, names.at(-1) ?? name));
  const parameter: RawParameter = {
    name,
    ...(names.length === 1 && at === childPointer('', name) ? {} : { at, speech }),
    schema: {
      ...bare,
      ...(items === undefined ? {} : { items: item }),
      ...(members === undefined ? {} : { enum: members }),
    },
    ...(isUnknown === undefined ? {} : { isUnknown }),
    ...(companionNames.length === 0 || isRequired ? {} : { companions: companionNames }),
    type: isFile(schema) ? 'file' : typeof schema.type === 'string' ? schema.type : null,
    description: description ?? '',
    default: preset ?? null,
    extensions: {
      ...(members === undefined ? {} : { 'x-enum': members }),
      ...(examples.length === 0 ? {} : { 'x-examples': examples }),
    },
  };
  return { isRequired, parameter };
}
