import type { JsonValue } from '../types/json.js';
import type { AgentContext } from './agent-context.js';
import type { ToldField } from './told-object.js';

/** Longest text that is told beside others, in characters. */
const briefLength = 80;
/** Longest text that is told at all. */
const longestText = 400;

/**
 * How well a value can be told: `none`, not at all (ids, links, switches, empty values, nothing to tell it by); `long`, by
 * itself only; `sentences`, as brief as others and yet whole sentences; `brief`, beside others.
 */
export type Fitness = 'none' | 'long' | 'sentences' | 'brief';

export function fitnessOf(
  field: ToldField,
  value: JsonValue | undefined,
  { language }: AgentContext,
): Fitness {
  if (!field.isTellable) return 'none';
  if (typeof value === 'number') return 'brief';
  if (typeof value !== 'string' || value.length > longestText) return 'none';
  const trimmed = value.trim();
  if (
    trimmed === '' ||
    isAddress(value) ||
    isIssued(value) ||
    /[{}<>]/.test(value) ||
    language.names.nothings.has(trimmed.toLowerCase())
  )
    return 'none';
  if (value.length > briefLength) return 'long';
  return isProse(value) ? 'sentences' : 'brief';
}

/** A yes or no that a person could be told, where an answer holds nothing else. */
export function isTellableSwitch(field: ToldField, value: JsonValue | undefined): boolean {
  return field.isSayable && typeof value === 'boolean';
}

/** The address of a page or picture, told where an answer holds nothing else: it is what was asked for, then. */
export function isTellableLink(field: ToldField, value: JsonValue | undefined): boolean {
  return (
    field.isSayable &&
    typeof value === 'string' &&
    /^https?:\/\/[\x21-\x7e]{4,150}$/.test(value) &&
    !/[<>"'`]/.test(value)
  );
}

/** `plc_7mfc92f`: an id, whatever the field is called; ids are written without vowels. */
function isIssued(value: string): boolean {
  return value.length < 20 && /^[a-z]{1,5}_[bcdfghjkmnpqrstvwxz2-9]{7}$/.test(value);
}

function isAddress(value: string): boolean {
  // Most values begin with another letter.
  const first = value[0];
  return (first === 'h' || first === 'd' || first === '/') && /^https?:|^data:|^\/\//.test(value);
}

/** Whole sentences: told only where there is nothing else. */
export function isProse(value: string): boolean {
  if (/[.;!?]/.test(value) && /[a-z]{3,}\)?[.;!?](\s|$)/.test(value)) return true;
  return /[。！？]/.test(value) || (hasSpaces(value, 9) && /\w+(\s+\w+){9,}/.test(value));
}

/** True of a text with so much white space, or with what may be white space beyond ASCII. */
function hasSpaces(text: string, least: number): boolean {
  let count = 0;
  for (let index = 0; index < text.length && count < least; index += 1) {
    const code = text.charCodeAt(index);
    if (code <= 32 || code >= 0xa0) count += 1;
  }
  return count >= least;
}
