import { ModelCallError } from '../errors/model-call-error.js';
import { isJsonObject } from '../json/is-json-object.js';

export type Fields = { readonly [key: string]: unknown };

/** The error of an answer that is none. `seen` is named by its kind; of an answer nothing longer is repeated. */
export function refuse(problem: string, seen?: unknown): ModelCallError {
  const kind = isJsonObject(seen) ? seen.type : seen;
  const named = typeof kind === 'string' && /^[\w.-]{1,40}$/.test(kind) ? ` (${kind})` : '';
  return new ModelCallError('bad_response', `${problem}${named}`);
}

/** A count of tokens; without it nothing that costs money can be added up. */
export function requireTokens(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw refuse('the answer does not say what was used');
}

export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw refuse('a text of the answer is none');
}
