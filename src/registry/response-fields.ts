import { conceptIndexOf, normalWords } from '../concepts/concept-index.js';
import { createMemory } from '../concepts/create-memory.js';
import { attributeOf } from '../concepts/match-attribute.js';
import { matchConcept } from '../concepts/match-concept.js';
import { singularize } from '../concepts/singularize.js';
import { tokenizeName } from '../concepts/tokenize-name.js';
import { childPointer } from '../json/json-pointer.js';
import type { ConceptMatch } from '../types/concept.js';
import type { JsonSchema, PointerPattern } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { ResponseField, ResponseModel, ResponseObject } from '../types/tool-registry.js';
import { isCountName, isEnvelopeName } from './envelope.js';
import { makeLabel } from './make-label.js';
import type { ObjectContext } from './object-noun.js';
import { isEnvelopeKey } from './object-score.js';

const maximumFields = 400;

const remembered = createMemory<ConceptMatch | null>();

/** All leaves of a response with what they mean, depth first in schema order. */
export function readFields(
  schema: JsonSchema,
  objects: readonly ResponseObject[],
  {
    category,
    entity,
    fallbackNoun,
    apart = [],
  }: Pick<ObjectContext, 'category' | 'entity' | 'fallbackNoun' | 'apart'>,
  knowledge: Knowledge,
): ResponseField[] {
  const fields: ResponseField[] = [];
  const walk = (node: JsonSchema, at: PointerPattern, name: string): void => {
    if (fields.length >= maximumFields) return;
    if (node.properties !== undefined) {
      for (const [key, child] of Object.entries(node.properties)) walk(child, childPointer(at, key), key);
    } else if (node.type === 'array') {
      // The members of a plain list are called what the list is of.
      const isPlain = name === '' || (objects.length === 0 && isEnvelopeKey(name));
      if (node.items !== undefined)
        walk(node.items, `${at}/*`, isPlain ? (fallbackNoun ?? entity ?? name) : name);
    } else if (node.type !== 'object') {
      fields.push(toField(node, at, name, objects, { category, apart }, knowledge));
    }
  };
  walk(schema, '', '');
  return fields;
}

/**
 * Fields that say how many members a list of the answer has: a bare `count` or `total` beside the answer's own list, and
 * what is named after the list that it stands beside (`free_time_count` beside `free_times`).
 */
export function readCounts(
  fields: readonly ResponseField[],
  objects: readonly ResponseObject[],
): ResponseModel['counts'] {
  const lists = listsOf(fields);
  const own = objects[0]?.at.endsWith('/*')
    ? objects[0].at.slice(0, -2)
    : lists.length === 1
      ? lists[0]
      : undefined;
  return fields.flatMap(({ schema, name, pointer, object }) => {
    // A count of the endpoint's own thing is an attribute of it, which other answers show too.
    if (schema.type !== 'integer' || pointer.includes('*') || object === 0) return [];
    const named = lists.find((list) => parentOf(list) === parentOf(pointer) && isNamedAfter(name, list));
    if (named !== undefined) return [{ pointer, of: named }];
    const counts =
      own !== undefined && !own.includes('*') && isCountName(name) && isBeside(pointer, parentOf(own));
    return counts ? [{ pointer, of: own }] : [];
  });
}

/** Lists that stand in no other list. */
function listsOf(fields: readonly ResponseField[]): PointerPattern[] {
  const lists = fields.flatMap(({ pointer }) =>
    pointer.includes('/*') ? [pointer.slice(0, pointer.indexOf('/*'))] : [],
  );
  return [...new Set(lists)];
}

function isNamedAfter(name: string, list: PointerPattern): boolean {
  const words = normalWords(name);
  const listed = normalWords(list.slice(list.lastIndexOf('/') + 1));
  const rest = words.filter((word) => !listed.includes(word));
  const named = listed.length > 0 && listed.every((word) => words.includes(word));
  return (
    named && rest.length > 0 && rest.every((word) => ['count', 'number', 'num', 'total', 'of'].includes(word))
  );
}

function parentOf(pointer: PointerPattern): PointerPattern {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

function isBeside(pointer: string, holder: string): boolean {
  const parent = parentOf(pointer);
  return parent === holder || parent === '' || /^\/(?:meta|metadata|pagination|paging|info)$/.test(parent);
}

/** What the tool around a field says of it. */
type FieldPlace = Required<Pick<ObjectContext, 'category' | 'apart'>>;

function toField(
  schema: JsonSchema,
  pointer: PointerPattern,
  name: string,
  objects: readonly ResponseObject[],
  place: FieldPlace,
  knowledge: Knowledge,
): ResponseField {
  const own = objects[0];
  let object = innermost(pointer, objects);
  const holder = objects[object];
  // At the root, paging and status stand beside the entity's own attributes.
  if (object === 0 && own?.at === '' && isRootEnvelope(pointer, name, own)) object = -1;
  const entity = object < 0 ? null : (holder?.entity ?? null);
  return {
    pointer,
    name,
    label: makeLabel(name, knowledge),
    schema,
    concept:
      (object < 0 && isEnvelopeName(name)) || countsHolder(schema, pointer, name)
        ? null
        : conceptOf(schema, name, entity, place, knowledge),
    object,
    attribute: attributeName(pointer, name, holder, entity, knowledge),
  };
}

/** `tracks.total` is how many tracks there are, and no sum of money. */
function countsHolder({ type }: JsonSchema, pointer: PointerPattern, name: string): boolean {
  const [holder = ''] = pointer.split('/').slice(-2);
  const noun = tokenizeName(holder).at(-1) ?? '';
  return type === 'integer' && /^(?:total|count|size)$/i.test(name) && singularize(noun) !== noun;
}

function isRootEnvelope(pointer: string, name: string, own: ResponseObject): boolean {
  if (pointer.indexOf('/', 1) > 0 || name === own.idField) return false;
  return /^(?:success|ok|message|msg|error|errors|error_?code|error_?message|status_?code|request_?id|page|per_?page|page_?size|limit|offset|total_?pages|copyright|took|api_?version|code|ret_?code|ret_?message)$/i.test(
    name,
  );
}

function innermost(pointer: string, objects: readonly ResponseObject[]): number {
  let found = -1;
  let length = -1;
  for (const [index, { at }] of objects.entries()) {
    if (at.length > length && pointer.startsWith(`${at}/`)) {
      found = index;
      length = at.length;
    }
  }
  return found;
}

function conceptOf(
  schema: JsonSchema,
  name: string,
  entity: string | null,
  { category, apart }: FieldPlace,
  knowledge: Knowledge,
): ConceptMatch | null {
  const clues = {
    name,
    description: schema.description ?? '',
    type: typeof schema.type === 'string' ? schema.type : null,
    format: schema.format ?? null,
    enum: schema.enum ?? null,
    examples: [],
    entity,
    apart,
    category,
  };
  return remembered(knowledge, JSON.stringify(Object.values(clues)), () => matchConcept(clues, knowledge));
}

function attributeName(
  pointer: string,
  name: string,
  holder: ResponseObject | undefined,
  entity: string | null,
  knowledge: Knowledge,
): string {
  if (holder === undefined || entity === null) return canonical([name]);
  const inside = pointer
    .slice(holder.at.length + 1)
    .split('/')
    .filter((segment) => segment !== '*');
  if (inside.length === 1 && name === holder.idField) return 'id';
  if (inside.length === 1) {
    const known = attributeOf(entity, normalWords(name), conceptIndexOf(knowledge));
    if (known !== undefined && (known.name !== 'id' || holder.idField === null)) return known.name;
    const stripped = withoutNoun(name, entity);
    return stripped;
  }
  return canonical(inside);
}

/** `hotel_name` of a hotel is `name`; `name` stays. */
function withoutNoun(name: string, entity: string): string {
  const whole = canonical([name]);
  const prefix = `${entity}_`;
  if (!whole.startsWith(prefix) || whole.length === prefix.length) return whole;
  const rest = whole.slice(prefix.length);
  // `permit_type_id` of a permit is the id of its type, whole.
  return rest === 'id' || rest.endsWith('_id') ? whole : rest;
}

function canonical(segments: readonly string[]): string {
  return segments.flatMap((segment) => tokenizeName(segment)).join('_') || 'value';
}

export { canonical as canonicalAttribute };
