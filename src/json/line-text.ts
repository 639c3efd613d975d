/** By object that never changes: its text, or null until it is asked for the first time. */
const constants = new WeakMap<object, string | null>();

/** Declares that an object never changes, so that its text is made once; gives it back. */
export function asConstant<T extends object>(value: T): T {
  if (!constants.has(value)) constants.set(value, null);
  return value;
}

/** Remembers the JSON text of an object that never changes, where its maker has it: as `JSON.stringify` would spell it. */
export function keepText(value: object, json: string): void {
  constants.set(value, escapeSeparators(json));
}

/**
 * The JSON text of a value as it may stand in a line: separators that JSON allows and line-wise readers do not (U+2028,
 * U+2029, U+0085) are escaped. What JSON has no word for is `null`, as in lists.
 */
export function lineText(value: unknown): string {
  const known = constants.get(value as object);
  if (known !== undefined && known !== null) return known;
  const text = escapeSeparators(JSON.stringify(value) ?? 'null');
  if (known === null) constants.set(value as object, text);
  return text;
}

/** Looking for one character after the other is much faster than a pattern, and hardly any text has one. */
function escapeSeparators(json: string): string {
  return json.includes('\u0085') || json.includes('\u2028') || json.includes('\u2029')
    ? json.replace(/[\u0085\u2028\u2029]/g, escapeSeparator)
    : json;
}

function escapeSeparator(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
