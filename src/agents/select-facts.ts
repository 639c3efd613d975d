import type { Fact, ItemReport } from '../language/acts.js';
import { conceptLine } from '../planner/concept-line.js';
import type { ToolCall } from '../types/conversation.js';
import type { JsonPrimitive, JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { concretePointer, valueAt } from './resolve-pointer.js';

export type AnsweredCall = { readonly endpoint: Endpoint; readonly call: ToolCall; readonly output: JsonValue };

/** Longest text that is told beside others, in characters. */
const briefLength = 80;
/** Longest text that is told at all. */
const longestText = 400;

/**
 * What of one object of an answer is worth telling: its name, then the fields that matter most, at most `limit`. `member`
 * is its place in the list. Ids, links, switches, empty values and what the user just said themselves are left out.
 */
export function selectFacts(answer: AnsweredCall, member: number, limit: number, knowledge: Knowledge): ItemReport {
  const own = answer.endpoint.response.fields.filter((field) => belongsToOwnObject(field, answer.endpoint));
  const named = own.find((field) => isName(field, answer.endpoint, knowledge) && isBrief(valueOf(field, answer, member)));
  const name = named ? toFact(named, answer, member, knowledge) : null;
  const told = own.filter((field) => field !== named && isTellable(field, valueOf(field, answer, member), knowledge));
  const fresh = told.filter((field) => !repeatsArgument(valueOf(field, answer, member), answer.call));
  const rest = distinctValues(fresh.length > 0 || name ? fresh : told, answer, member);
  const brief = rest.filter((field) => isBrief(valueOf(field, answer, member)));
  const chosen = brief.length > 0 || name ? brief : rest.slice(0, 1);
  const ranked = chosen
    .map((field, order) => ({ field, order, rank: rankOf(field, knowledge) }))
    .sort((one, other) => one.rank - other.rank || one.order - other.order)
    .slice(0, limit)
    .sort((one, other) => one.order - other.order);
  return { name, facts: ranked.map(({ field }) => toFact(field, answer, member, knowledge)) };
}

/** The values of a list of plain strings or numbers, where the answer is one. */
export function selectValues(answer: AnsweredCall, limit: number, knowledge: Knowledge): Fact[] {
  const field = answer.endpoint.response.fields.find((candidate) => candidate.pointer.endsWith('/*'));
  if (!field || field.pointer.split('*').length > 2) return [];
  const facts: Fact[] = [];
  for (let index = 0; index < limit; index += 1) {
    const value = valueOf(field, answer, index);
    if (isTellable(field, value, knowledge) && isBrief(value)) facts.push(toFact(field, answer, index, knowledge));
  }
  return facts;
}

/** The name by which people call the thing that a pointer's object shows, if it shows one. */
export function nameOf(answer: AnsweredCall, member: number, knowledge: Knowledge): Fact | null {
  return selectFacts(answer, member, 0, knowledge).name;
}

function belongsToOwnObject(field: ResponseField, endpoint: Endpoint): boolean {
  const own = endpoint.response.objects[0];
  if (!own) return !field.pointer.includes('*');
  if (!field.pointer.startsWith(`${own.at}/`)) return false;
  return !field.pointer.slice(own.at.length).includes('*');
}

function isName(field: ResponseField, endpoint: Endpoint, knowledge: Knowledge): boolean {
  const entity = endpoint.response.objects[field.object]?.entity;
  const called = entity === undefined ? undefined : knowledge.entities.get(entity)?.nameAttribute;
  return field.object === 0 && (field.attribute === called || /^(name|title|full_name|display_name|label|headline)$/.test(field.attribute));
}

function isTellable(field: ResponseField, value: JsonValue | undefined, knowledge: Knowledge): value is string | number {
  if (value === undefined || value === null || typeof value === 'boolean' || typeof value === 'object') return false;
  if (field.label === '' || isIdentifier(field, knowledge)) return false;
  if (typeof value === 'number') return true;
  return value.trim() !== '' && value.length <= longestText && !/^https?:|^data:|^\/\//.test(value) && !/[{}<>]/.test(value);
}

function isIdentifier(field: ResponseField, knowledge: Knowledge): boolean {
  const concept = field.concept === null ? undefined : knowledge.concepts.get(field.concept.id);
  if (concept?.knownBy === 'secret' || (concept?.identifies && concept.knownBy === 'system')) return true;
  return /(^|_)(id|uuid|guid|key|token|hash|slug|href|link|url|uri|image|icon|logo|thumbnail|cursor)s?$/i.test(
    field.name.replace(/([a-z])([A-Z])/g, '$1_$2'),
  );
}

function isBrief(value: JsonValue | undefined): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value !== '' && value.length <= briefLength);
}

function repeatsArgument(value: JsonValue | undefined, call: ToolCall): boolean {
  return Object.values(call.parameters).some((argument) => argument === value || String(argument) === String(value));
}

function distinctValues(fields: readonly ResponseField[], answer: AnsweredCall, member: number): ResponseField[] {
  const seen = new Set<string>();
  return fields.filter((field) => {
    const value = String(valueOf(field, answer, member));
    if (seen.has(value)) return false;
    seen.add(value);
    return true;
  });
}

const telling = ['money', 'rating', 'temperature_c', 'weather_condition', 'date', 'date_time', 'time_of_day', 'percentage', 'status_word'];

/** Lower is told first. */
function rankOf(field: ResponseField, knowledge: Knowledge): number {
  const line = conceptLine(field.concept?.id ?? null, knowledge);
  if (/(^|_)(status|total|result|answer|score|rate)$/.test(field.attribute)) return 0;
  if (line.some((concept) => telling.includes(concept))) return 1;
  if (field.object === -1) return 5;
  if (/created|updated|modified|version|page|offset|timestamp/.test(field.attribute)) return 6;
  return field.schema.enum || field.schema.type === 'number' || field.schema.type === 'integer' ? 2 : 3;
}

function valueOf(field: ResponseField, answer: AnsweredCall, member: number): JsonValue | undefined {
  return valueAt(answer.output, concretePointer(field.pointer, member));
}

function toFact(field: ResponseField, answer: AnsweredCall, member: number, knowledge: Knowledge): Fact {
  return {
    label: field.label,
    concept: field.concept?.id ?? null,
    concepts: conceptLine(field.concept?.id ?? null, knowledge),
    schema: field.schema,
    value: valueOf(field, answer, member) as JsonPrimitive,
    source: { kind: 'output', call: answer.call.id, pointer: concretePointer(field.pointer, member) },
  };
}
