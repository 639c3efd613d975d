import type { Fact, ItemReport } from '../language/acts.js';
import { conceptLine } from '../planner/concept-line.js';
import type { ToolCall } from '../types/conversation.js';
import type { JsonPrimitive, JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { concretePointer, memberCount, valueAt } from './resolve-pointer.js';

const looksLikeFact = new Set(['latest', 'newest', 'oldest', 'earliest', 'highest', 'lowest', 'best', 'worst', 'most', 'least', 'cheapest', 'nearest', 'closest', 'fastest', 'longest', 'shortest', 'largest', 'biggest', 'smallest', 'more', 'less', 'higher', 'lower', 'first', 'second', 'third', 'last', 'today', 'tomorrow', 'yesterday', 'now', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);

export type AnsweredCall = { readonly endpoint: Endpoint; readonly call: ToolCall; readonly output: JsonValue };

/** Longest text that is told beside others, in characters. */
const briefLength = 80;
/** Longest text that is told at all. */
const longestText = 400;

/**
 * What of one object of an answer is worth telling: its name, then the fields that matter most, at most `limit`. `member`
 * is its place in the list. Ids, links, switches, empty values and what the user just said themselves are left out.
 */
export function selectFacts(
  answer: AnsweredCall,
  member: number,
  limit: number,
  knowledge: Knowledge,
  told: ReadonlySet<string> = new Set(),
): ItemReport {
  const own = answer.endpoint.response.fields.filter((field) => belongsToOwnObject(field, answer.endpoint));
  const named = nameField(own, answer, member, knowledge);
  const name = named ? toFact(named, answer, member, knowledge) : null;
  const tellable = own.filter((field) => field !== named && isTellable(field, valueOf(field, answer, member), knowledge));
  const fresh = tellable.filter((field) => !repeatsArgument(valueOf(field, answer, member), answer.call));
  const unheard = fresh.filter((field) => !told.has(toldKey(field.name, valueOf(field, answer, member))));
  const rest = distinctValues(unheard.length > 0 ? unheard : fresh.length > 0 || name ? fresh : tellable, answer, member);
  const brief = rest.filter((field) => isBrief(valueOf(field, answer, member)) && !isProse(valueOf(field, answer, member)));
  const chosen = brief.length > 0 || name ? brief : rest.slice(0, 1);
  const ranked = dropDull(chosen, knowledge)
    .map((field, order) => ({ field, order, rank: rankOf(field, knowledge) }))
    .sort((one, other) => one.rank - other.rank || one.order - other.order)
    .slice(0, limit)
    .sort((one, other) => one.order - other.order);
  return { name, facts: ranked.map(({ field }) => toFact(field, answer, member, knowledge)) };
}

/** Leaves out dull fields (time stamps, coordinates, prose) where anything else is there to tell. */
function dropDull(fields: readonly ResponseField[], knowledge: Knowledge): readonly ResponseField[] {
  const telling = fields.filter((field) => rankOf(field, knowledge) < 9);
  return telling.length > 0 ? telling : fields.slice(0, 1);
}

/** Key under which a told value is remembered: the same value of a field of the same name is no news. */
export function toldKey(name: string, value: JsonValue | undefined): string {
  return `${snake(name)}=${String(value)}`;
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

/**
 * The field by which people call the thing: its name or title; in a list, else the first words that tell its members apart.
 */
function nameField(own: readonly ResponseField[], answer: AnsweredCall, member: number, knowledge: Knowledge): ResponseField | undefined {
  const sayable = own.filter((field) => isCallable(field, valueOf(field, answer, member), knowledge));
  const named =
    sayable.find((field) => isName(field, answer.endpoint, knowledge)) ??
    sayable.find((field) => /(^|_)(name|title|headline|model)$/.test(snake(field.name)) && !field.schema.enum);
  if (named) return named;
  const at = answer.endpoint.response.objects[0]?.at ?? '';
  return at.includes('*') ? sayable.find((field) => tellsApart(field, answer, memberCount(answer.output, at))) : undefined;
}

function isCallable(field: ResponseField, value: JsonValue | undefined, knowledge: Knowledge): boolean {
  return typeof value === 'string' && isBrief(value) && !isProse(value) && isTellable(field, value, knowledge);
}

function tellsApart(field: ResponseField, answer: AnsweredCall, members: number): boolean {
  if (field.schema.enum || field.schema.format !== undefined || members < 1) return false;
  const values = Array.from({ length: members }, (_, member) => valueOf(field, answer, member));
  return values.every((value) => typeof value === 'string' && !/^\d[\d:T.-]*$/.test(value)) && new Set(values).size === members;
}

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
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
  if (!isSayableLabel(field.label) || isIdentifier(field, knowledge)) return false;
  if (typeof value === 'number') return true;
  return value.trim() !== '' && value.length <= longestText && !/^https?:|^data:|^\/\//.test(value) && !/[{}<>]/.test(value);
}

/** Labels with digits or words that look like a fact would put unsupported claims into an answer. */
function isSayableLabel(label: string): boolean {
  return label !== '' && !/\d/.test(label) && !label.split(' ').some((word) => looksLikeFact.has(word.toLowerCase()));
}

function isIdentifier(field: ResponseField, knowledge: Knowledge): boolean {
  const concept = field.concept === null ? undefined : knowledge.concepts.get(field.concept.id);
  if (concept?.knownBy === 'secret' || (concept?.identifies && concept.knownBy === 'system')) return true;
  return /(^|_)(id|uuid|guid|key|token|hash|slug|href|link|url|uri|image|icon|logo|thumbnail|cursor)s?$/.test(snake(field.name));
}

function isBrief(value: JsonValue | undefined): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value !== '' && value.length <= briefLength);
}

/** Whole sentences: told only where there is nothing else. */
function isProse(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && /[a-z]{3,}[.;!?](\s|$)|\w+(\s+\w+){9,}/.test(value);
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
  if (/created|updated|modified|version|page|offset|timestamp|latitude|longitude|_lat$|_lon$|^lat$|^lon$|^lng$|position|currency/.test(field.attribute)) return 9;
  return field.schema.enum || field.schema.type === 'number' || field.schema.type === 'integer' ? 2 : 3;
}

function valueOf(field: ResponseField, answer: AnsweredCall, member: number): JsonValue | undefined {
  return valueAt(answer.output, concretePointer(field.pointer, member));
}

function toFact(field: ResponseField, answer: AnsweredCall, member: number, knowledge: Knowledge): Fact {
  const concepts = conceptLine(field.concept?.id ?? null, knowledge);
  const currency = concepts.includes('money') ? currencyBeside(field, answer, member) : undefined;
  return {
    label: field.label,
    concept: field.concept?.id ?? null,
    concepts,
    schema: field.schema,
    value: valueOf(field, answer, member) as JsonPrimitive,
    source: { kind: 'output', call: answer.call.id, pointer: concretePointer(field.pointer, member) },
    ...(currency === undefined ? {} : { currency }),
  };
}

/** Code in a currency field of the same object. */
function currencyBeside(field: ResponseField, answer: AnsweredCall, member: number): string | undefined {
  const parent = field.pointer.slice(0, field.pointer.lastIndexOf('/'));
  const sibling = answer.endpoint.response.fields.find(
    (other) => other.pointer.slice(0, other.pointer.lastIndexOf('/')) === parent && /currency/i.test(other.name),
  );
  const code = sibling ? valueOf(sibling, answer, member) : undefined;
  return typeof code === 'string' && /^[A-Z]{3}$/.test(code) ? code : undefined;
}
