import { deepestNesting } from '../dataset/scan-line.js';
import { UnreadableEntryError } from '../errors/exchange-errors.js';
import type { JsonObject, JsonValue } from '../types/json.js';

/** One literal: what JSON knows, in Python's words. Throws `UnreadableEntryError` with the place. */
export function readPythonLiteral(text: string, place: string): JsonValue {
  const reader = createReader(text, place);
  const value = reader.readValue(0);
  reader.expectEnd();
  return value;
}

/** A call whose arguments all have names. Throws `UnreadableEntryError` with the place. */
export function readPythonCall(
  text: string,
  place: string,
): { readonly name: string; readonly parameters: JsonObject } {
  const reader = createReader(text, place);
  const name = reader.take(/[a-zA-Z_\u0080-\uffff][\w.\u0080-\uffff]*/y);
  if (name === null) reader.fail('is no call');
  reader.expect('(');
  const entries: [string, JsonValue][] = [];
  while (reader.take(/\)/y) === null) {
    if (entries.length > 0) reader.expect(',');
    if (reader.take(/\*\*/y) !== null) {
      const rest = reader.readValue(0);
      if (typeof rest !== 'object' || rest === null || Array.isArray(rest))
        reader.fail('spreads what is no dictionary');
      entries.push(...Object.entries(rest as JsonObject));
      continue;
    }
    const key = reader.take(/[a-zA-Z_\u0080-\uffff][\w\u0080-\uffff]*(?=\s*=)/y);
    if (key === null) reader.fail('has an argument without a name');
    reader.expect('=');
    entries.push([key as string, reader.readValue(0)]);
  }
  reader.expectEnd();
  return { name: name as string, parameters: Object.fromEntries(entries) };
}

function createReader(text: string, place: string) {
  let position = 0;

  const fail = (problem: string): never => {
    throw new UnreadableEntryError(place, `${problem}: ${JSON.stringify(text.slice(0, 60))}`);
  };
  /** What stands next, spaces before it aside; null where it is something else. The pattern is sticky. */
  const take = (pattern: RegExp): string | null => {
    spaces.lastIndex = position;
    position += spaces.exec(text)?.[0].length ?? 0;
    pattern.lastIndex = position;
    const found = pattern.exec(text);
    if (found === null) return null;
    position += found[0].length;
    return found[0];
  };
  const expect = (sign: string): void => {
    take(/(?=.)/sy);
    if (!text.startsWith(sign, position)) fail(`has no '${sign}' where one belongs`);
    position += sign.length;
  };
  const expectEnd = (): void => {
    take(/$/y);
    if (position < text.length) fail('goes on after its end');
  };

  const readValue = (depth: number): JsonValue => {
    if (depth > deepestNesting) fail(`nests deeper than ${deepestNesting} levels`);
    const word = take(/(?:True|False|None|true|false|null)(?!\w)/y);
    if (word !== null) return words.get(word) ?? null;
    const number = take(/[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y);
    if (number !== null) return Number(number.replaceAll('_', ''));
    if (take(/\[/y) !== null) return readList(']', depth);
    if (take(/\(/y) !== null) return readList(')', depth);
    if (take(/\{/y) !== null) return readDictionary(depth);
    return readText() ?? fail('holds no value where one belongs');
  };
  const readList = (end: ']' | ')', depth: number): JsonValue => {
    const values: JsonValue[] = [];
    while (take(end === ']' ? /\]/y : /\)/y) === null) {
      if (values.length > 0) {
        expect(',');
        if (take(end === ']' ? /\]/y : /\)/y) !== null) break;
      }
      values.push(readValue(depth + 1));
    }
    return values;
  };
  const readDictionary = (depth: number): JsonValue => {
    const entries: [string, JsonValue][] = [];
    while (take(/\}/y) === null) {
      if (entries.length > 0) {
        expect(',');
        if (take(/\}/y) !== null) break;
      }
      const key = readText() ?? fail('has a key that is no text');
      expect(':');
      entries.push([key, readValue(depth + 1)]);
    }
    return Object.fromEntries(entries);
  };
  const readText = (): string | null => {
    const quoted = take(/'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"/sy);
    return quoted === null ? null : quoted.slice(1, -1).replace(escapes, unescaped);
  };
  return { take, expect, expectEnd, readValue, fail };
}

const spaces = /\s*/y;

const words: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ...['True', 'true'].map((word) => [word, true] as const),
  ...['False', 'false'].map((word) => [word, false] as const),
]);

const escapes = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U(00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})|\r\n|(.))/gs;

const shortEscapes = new Map([
  ...[
    ['n', '\n'],
    ['r', '\r'],
    ['t', '\t'],
    ['b', '\b'],
    ['f', '\f'],
    ['v', '\v'],
    ['a', '\x07'],
    ['0', '\0'],
    ['\n', ''],
  ].map(([key, value]) => [key, value] as [string, string]),
]);

/** Escapes that Python does not know stand for themselves, backslash and all. */
function unescaped(whole: string, byte?: string, short?: string, long?: string, other?: string): string {
  const hex = byte ?? short ?? long;
  if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
  if (other === undefined) return '';
  if (other === '\\' || other === "'" || other === '"') return other;
  return shortEscapes.get(other) ?? whole;
}
