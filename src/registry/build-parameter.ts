import { normalWords } from '../concepts/concept-index.js';
import { matchConcept } from '../concepts/match-concept.js';
import type { ConceptMatch } from '../types/concept.js';
import type { JsonPrimitive, JsonSchema, JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawParameter } from '../types/raw-tool.js';
import type { Parameter, ParameterRole } from '../types/tool-registry.js';
import { cleanText } from './clean-text.js';
import { enumFromText } from './enum-from-text.js';
import { makeLabel } from './make-label.js';
import { isOpaque } from './opaque-value.js';
import { isIdentifier, parameterRole } from './parameter-role.js';
import { type ParameterType, toParameterType } from './parameter-type.js';
import { coerceValue } from './parameter-values.js';

export type ParameterContext = {
  readonly entity: string | null;
  readonly category: string;
  readonly knowledge: Knowledge;
};

/** One parameter, interpreted: type, enum, default or examples, meaning, role, and who can bring its value. */
export function buildParameter(raw: RawParameter, required: boolean, context: ParameterContext): Parameter {
  const { knowledge } = context;
  const description = cleanText(raw.description, 400);
  const type = toParameterType(raw.type, raw.name, raw.default);
  const members = enumOf(raw, type);
  const bare = bareSchema(type, description, members);
  const given = [raw.extensions['x-example'], ...listOf(raw.extensions['x-examples']), raw.default]
    .map((value) => coerceValue(value, bare, knowledge))
    .filter((value) => value !== undefined);
  const concept = opaqueConcept(raw, given, conceptOf(raw, description, bare, given, context), knowledge);
  const role = isStartIndex(raw, bare) ? 'offset' : parameterRole(raw.name, concept, knowledge);
  const steering = role !== 'identifier' && role !== 'content' && role !== 'filter';
  const catalogDefault = coerceValue(raw.default, bare, knowledge);
  // A required parameter's `default` is a specimen of a value, except where it steers the answer only (page, format).
  const isDefault = catalogDefault !== undefined && (!required || steering) && role !== 'identifier';
  const schema: JsonSchema = isDefault ? { ...bare, default: catalogDefault } : bare;
  const examples = uniqueValues(given);
  const label = makeLabel(raw.name, knowledge, concept?.id ?? null);
  const parameter = { name: raw.name, required, schema, description, label, examples, concept, role };
  return { ...parameter, source: sourceOf(parameter, knowledge) };
}

/** `start: 0` counts members, `start: 2024-01-01` is a date. */
function isStartIndex(raw: RawParameter, schema: JsonSchema): boolean {
  const counts =
    schema.type === 'integer' || (schema.type === 'string' && /^\d{1,4}$/.test(String(raw.default ?? '')));
  return counts && /^(?:start|from|begin)$/i.test(raw.name);
}

function enumOf(raw: RawParameter, type: ParameterType): readonly JsonPrimitive[] | null {
  const given = listOf(raw.extensions['x-enum']).filter(
    (member): member is JsonPrimitive => typeof member !== 'object' && member !== null,
  );
  if (given.length > 0) return [...new Set(given)];
  if (type.format !== null || (type.type !== 'string' && type.type !== 'integer')) return null;
  const listed = enumFromText(raw.description);
  if (listed === null) return null;
  if (type.type === 'string') return listed;
  const numbers = listed.map(Number);
  return numbers.every(Number.isSafeInteger) ? numbers : null;
}

function bareSchema(
  type: ParameterType,
  description: string,
  members: readonly JsonPrimitive[] | null,
): JsonSchema {
  const described = description === '' ? {} : { description };
  if (type.type === 'array')
    return {
      type: 'array',
      ...described,
      items: { type: 'string', ...(members === null ? {} : { enum: members }) },
    };
  return {
    type: members === null ? type.type : typeOfMembers(members, type.type),
    ...described,
    ...(type.format === null ? {} : { format: type.format }),
    ...(members === null ? {} : { enum: members }),
  };
}

function typeOfMembers(
  members: readonly JsonPrimitive[],
  type: ParameterType['type'],
): ParameterType['type'] {
  if (members.every((member) => typeof member === 'string')) return 'string';
  if (members.every((member) => typeof member === 'number'))
    return members.every(Number.isInteger) ? 'integer' : 'number';
  if (members.every((member) => typeof member === 'boolean')) return 'boolean';
  return type;
}

function conceptOf(
  raw: RawParameter,
  description: string,
  schema: JsonSchema,
  examples: readonly JsonValue[],
  context: ParameterContext,
): ConceptMatch | null {
  const stated = raw.extensions['x-concept'];
  if (
    typeof stated === 'string' &&
    (context.knowledge.concepts.has(stated) || context.knowledge.isA(stated, 'identifier'))
  ) {
    return { id: stated, confidence: 1, evidence: ['x-concept'] };
  }
  return matchConcept(
    {
      name: raw.name,
      description,
      type: typeof schema.type === 'string' ? schema.type : null,
      format: schema.format ?? null,
      enum: schema.enum ?? null,
      examples,
      entity: context.entity,
      category: context.category,
    },
    context.knowledge,
  );
}

/** Things that people name in words: a `location` of 102643743 is some system's id. */
const spelledOut = [
  'place',
  'media',
  'person_name',
  'company_name',
  'sport_team',
  'sport_league',
  'country',
  'product_name',
  'genre',
  'category_name',
];

/** Codes of many letters and digits that people do read off a paper or screen. */
const readable = [
  'url',
  'vin',
  'isbn',
  'barcode',
  'tracking_number',
  'order_reference',
  'wallet_address',
  'license_plate',
  'email',
  'phone_number',
  'time',
  'ip_address',
  'coordinates',
  'flight_number',
  'domain_name',
  'file_name',
  'number',
  'money',
  'search_query',
  'message_text',
];

/** A value that no person could say makes its parameter an identifier, whatever the name: `session`, `player`. */
function opaqueConcept(
  raw: RawParameter,
  examples: readonly JsonValue[],
  concept: ConceptMatch | null,
  knowledge: Knowledge,
): ConceptMatch | null {
  const numbered =
    concept !== null &&
    spelledOut.some((one) => knowledge.isA(concept.id, one)) &&
    examples.length > 0 &&
    examples.every((value) => /^\d{4,}$/.test(String(value)));
  if ((!numbered && !examples.some(isOpaque)) || concept?.confidence === 1) return concept;
  if (
    concept !== null &&
    (isIdentifier(concept.id, knowledge) || readable.some((one) => knowledge.isA(concept.id, one)))
  )
    return concept;
  const slug = normalWords(raw.name)
    .filter((word) => /^[a-z]+$/.test(word))
    .slice(-2)
    .join('_');
  return {
    id: slug === '' ? 'identifier' : `${slug}_id`,
    confidence: 0.6,
    evidence: ['example that only a system could have made'],
  };
}

function sourceOf(parameter: Omit<Parameter, 'source'>, knowledge: Knowledge): Parameter['source'] {
  const { schema, concept, role, examples, required, label } = parameter;
  const knownBy =
    concept === null
      ? null
      : (knowledge.concepts.get(concept.id)?.knownBy ??
        (isIdentifier(concept.id, knowledge) ? 'system' : null));
  if (role === 'identifier' || knownBy === 'system' || knownBy === 'secret') return 'none';
  if (steers(role)) {
    if (!required || schema.default !== undefined) return 'default';
    return role === 'technical' ? (schema.enum === undefined ? 'none' : 'user') : 'user';
  }
  if (label === '') return required ? 'none' : 'default';
  if (schema.type === 'object') return required ? 'none' : 'default';
  const generated = concept !== null && knowledge.concepts.get(concept.id)?.generator !== null;
  const closed =
    schema.enum !== undefined ||
    schema.items?.enum !== undefined ||
    schema.type === 'boolean' ||
    schema.format === 'date';
  // One specimen is enough for a value that must be said, not for one that may be left out.
  const sayable =
    generated || closed || (required && examples.some(isSayable)) || examples.filter(isSayable).length > 1;
  return sayable ? 'user' : required ? 'none' : 'default';
}

/** Nobody says a JSON document or a page of text. */
function isSayable(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length <= 5 && value.every(isSayable);
  return typeof value !== 'object' && String(value).length <= 160 && !/^[[{]/.test(String(value).trim());
}

function steers(role: ParameterRole): boolean {
  return role === 'sort' || role === 'limit' || role === 'page' || role === 'offset' || role === 'technical';
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function uniqueValues(values: readonly JsonValue[]): JsonValue[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = JSON.stringify(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
