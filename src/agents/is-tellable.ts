import type { JsonValue } from '../types/json.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import { snakeCase } from './answered-call.js';

/** Longest text that is told beside others, in characters. */
const briefLength = 80;
/** Longest text that is told at all. */
const longestText = 400;

/** True of values that a person could be told: no ids, links, switches or empty values, and a label to tell them by. */
export function isTellable(
  field: ResponseField,
  endpoint: Endpoint,
  value: JsonValue | undefined,
  context: AgentContext,
): value is string | number {
  if (value === undefined || value === null || typeof value === 'boolean' || typeof value === 'object')
    return false;
  if (!isSayableLabel(field.label, endpoint, context) || isIdentifier(field, context)) return false;
  if (isListLength(field, endpoint)) return false;
  if (typeof value === 'number') return true;
  return (
    value.trim() !== '' &&
    !context.language.names.nothings.has(value.trim().toLowerCase()) &&
    value.length <= longestText &&
    !/^https?:|^data:|^\/\//.test(value) &&
    !/[{}<>]/.test(value)
  );
}

/** A yes or no that a person could be told, where an answer holds nothing else. */
export function isTellableSwitch(
  field: ResponseField,
  endpoint: Endpoint,
  value: JsonValue | undefined,
  context: AgentContext,
): boolean {
  return typeof value === 'boolean' && isSayableLabel(field.label, endpoint, context);
}

/** The address of a page or picture, told where an answer holds nothing else: it is what was asked for, then. */
export function isTellableLink(
  field: ResponseField,
  endpoint: Endpoint,
  value: JsonValue | undefined,
  context: AgentContext,
): boolean {
  return (
    typeof value === 'string' &&
    /^https?:\/\/[\x21-\x7e]{4,150}$/.test(value) &&
    !/[<>"'`]/.test(value) &&
    isSayableLabel(field.label, endpoint, context)
  );
}

export function isBrief(value: JsonValue | undefined): boolean {
  return (
    typeof value === 'number' || (typeof value === 'string' && value !== '' && value.length <= briefLength)
  );
}

/** Whole sentences: told only where there is nothing else. */
export function isProse(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && /[a-z]{3,}\)?[.;!?](\s|$)|\w+(\s+\w+){9,}|[。！？]/.test(value);
}

/** Labels with digits or words that look like a fact (`sent` of a status) would put unsupported claims into an answer. */
function isSayableLabel(label: string, endpoint: Endpoint, context: AgentContext): boolean {
  if (label === '' || /\d/.test(label)) return false;
  const states = statesOf(endpoint);
  return !label
    .toLowerCase()
    .split(' ')
    .some((word) => context.language.names.unsayable.has(word) || states.has(word));
}

const stateWords = new WeakMap<Endpoint, ReadonlySet<string>>();

/** Members of the enums that an answer may show; kept, for every label asks. */
function statesOf(endpoint: Endpoint): ReadonlySet<string> {
  const known = stateWords.get(endpoint);
  if (known) return known;
  const states = new Set(endpoint.response.fields.flatMap((field) => field.schema.enum ?? []).map(String));
  stateWords.set(endpoint, states);
  return states;
}

/** The length of a list that the answer shows: the list is what there is to tell. */
function isListLength({ name, pointer }: ResponseField, endpoint: Endpoint): boolean {
  if (endpoint.response.counts.some((count) => count.pointer === pointer)) return true;
  return (
    /^(count|total|total_?count|size|length|num_?results)$/i.test(name) &&
    endpoint.response.fields.some(({ pointer }) => pointer.includes('*'))
  );
}

function isIdentifier(field: ResponseField, context: AgentContext): boolean {
  const concept = field.concept === null ? undefined : context.knowledge.concepts.get(field.concept.id);
  if (concept?.knownBy === 'secret' || (concept?.identifies && concept.knownBy === 'system')) return true;
  return /(^|_)(id|uuid|guid|key|token|hash|slug|href|link|url|uri|image|icon|logo|thumbnail|cursor)s?$/.test(
    snakeCase(field.name),
  );
}
