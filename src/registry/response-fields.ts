import { conceptIndexOf, normalWords } from '../concepts/concept-index.js';
import { attributeOf } from '../concepts/match-attribute.js';
import { matchConcept } from '../concepts/match-concept.js';
import { tokenizeName } from '../concepts/tokenize-name.js';
import type { ConceptMatch } from '../types/concept.js';
import type { JsonSchema, PointerPattern } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { ResponseField, ResponseModel, ResponseObject } from '../types/tool-registry.js';
import { isCountName, isEnvelopeName } from './envelope.js';
import { makeLabel } from './make-label.js';
import { escapePointer } from './response-objects.js';

const maximumFields = 400;

/** All leaves of a response with what they mean, depth first in schema order. */
export function readFields(
  schema: JsonSchema,
  objects: readonly ResponseObject[],
  category: string,
  knowledge: Knowledge,
): ResponseField[] {
  const fields: ResponseField[] = [];
  const walk = (node: JsonSchema, at: PointerPattern, name: string): void => {
    if (fields.length >= maximumFields) return;
    if (node.properties !== undefined) {
      for (const [key, child] of Object.entries(node.properties))
        walk(child, `${at}/${escapePointer(key)}`, key);
    } else if (node.type === 'array') {
      if (node.items !== undefined) walk(node.items, `${at}/*`, name);
    } else if (node.type !== 'object') {
      fields.push(toField(node, at, name, objects, category, knowledge));
    }
  };
  walk(schema, '', '');
  return fields;
}

/** Fields that say how many members the answer's own list has. */
export function readCounts(
  fields: readonly ResponseField[],
  objects: readonly ResponseObject[],
): ResponseModel['counts'] {
  const own = objects[0];
  if (own === undefined || !own.at.endsWith('/*')) return [];
  const list = own.at.slice(0, -2);
  if (list.includes('*')) return [];
  const holder = list.slice(0, Math.max(0, list.lastIndexOf('/')));
  return fields
    .filter(
      ({ object, schema, name, pointer }) =>
        object === -1 && schema.type === 'integer' && isCountName(name) && !pointer.includes('*'),
    )
    .filter(({ pointer }) => isBeside(pointer, holder))
    .map(({ pointer }) => ({ pointer, of: list }));
}

function isBeside(pointer: string, holder: string): boolean {
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  return parent === holder || parent === '' || /^\/(?:meta|metadata|pagination|paging|info)$/.test(parent);
}

function toField(
  schema: JsonSchema,
  pointer: PointerPattern,
  name: string,
  objects: readonly ResponseObject[],
  category: string,
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
    concept: object < 0 && isEnvelopeName(name) ? null : conceptOf(schema, name, entity, category, knowledge),
    object,
    attribute: attributeName(pointer, name, holder, entity, knowledge),
  };
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
  category: string,
  knowledge: Knowledge,
): ConceptMatch | null {
  return matchConcept(
    {
      name,
      description: schema.description ?? '',
      type: typeof schema.type === 'string' ? schema.type : null,
      format: schema.format ?? null,
      enum: schema.enum ?? null,
      examples: [],
      entity,
      category,
    },
    knowledge,
  );
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
