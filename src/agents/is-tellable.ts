import { isListLength, isSayableLabel, meansIdentifier } from '../telling/field-rules.js';
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
  if (
    !isSayableLabel(field.label, endpoint, context.language.names.unsayable) ||
    isIdentifier(field, context)
  )
    return false;
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
  return (
    typeof value === 'boolean' && isSayableLabel(field.label, endpoint, context.language.names.unsayable)
  );
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
    isSayableLabel(field.label, endpoint, context.language.names.unsayable)
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

function isIdentifier(field: ResponseField, context: AgentContext): boolean {
  if (meansIdentifier(field, context.knowledge.concepts)) return true;
  return /(^|_)(id|uuid|guid|key|token|hash|slug|href|link|url|uri|image|icon|logo|thumbnail|cursor)s?$/.test(
    snakeCase(field.name),
  );
}
