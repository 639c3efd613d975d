import type { JsonObject, JsonValue } from '../types/json.js';

/** A value as Python writes it: True, None, texts in quotes. Equal to it when Python reads it. */
export function pythonLiteral(value: JsonValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return pythonText(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '0' : String(value);
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  return pythonDictionary(value as JsonObject);
}

/** A call with its arguments by keyword; those that are no names for Python go in as a dictionary. */
export function pythonCall(name: string, parameters: JsonObject): string {
  const entries = Object.entries(parameters);
  const named = entries.filter(([key]) => isPythonName(key));
  const others = entries.filter(([key]) => !isPythonName(key));
  const keywords = named.map(([key, value]) => `${key}=${pythonLiteral(value)}`);
  const dictionary = others.length === 0 ? [] : [`**${pythonDictionary(Object.fromEntries(others))}`];
  return `${name}(${[...keywords, ...dictionary].join(', ')})`;
}

/** Whether Python takes it for a name; it has letters outside ASCII too, but folds some of them. */
export function isPythonName(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) && !keywords.has(name);
}

const keywords = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

function pythonDictionary(object: JsonObject): string {
  const members = Object.entries(object).map(([key, value]) => `${pythonText(key)}: ${pythonLiteral(value)}`);
  return `{${members.join(', ')}}`;
}

/** Single quotes, or double ones where only those are not in it, as Python's own repr. */
function pythonText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(unprinted, (character) => escapeFor(character, quote));
  return `${quote}${escaped}${quote}`;
}

/** Quotes, backslashes, and what does not show: controls, spaces of other kinds, half characters, private ones. */
const unprinted =
  /[\\'"\u0000-\u001f\u007f-\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\uf8ff\ufeff\ufff0-\ufffb\ufffe-\uffff\u{e0000}-\u{10ffff}]/gu;

const shortEscapes = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escapeFor(character: string, quote: string): string {
  if (character === '"' || character === "'") return character === quote ? `\\${character}` : character;
  const short = shortEscapes.get(character);
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
