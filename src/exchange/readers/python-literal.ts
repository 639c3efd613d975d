import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import { isWrittenAlike } from '../values/foreign-json.js';

/** A call as Python writes it; arguments without a name stand in `positional`. */
export type PythonCall = {
  readonly name: string;
  readonly positional: readonly JsonValue[];
  readonly named: JsonObject;
};

const deepest = 64;

/**
 * Reads calls as text: `f(a=1)`, `[Market Trends API(country="us"), g.h(x=[1, 2], y={'k': None})]`. Names may hold spaces and
 * signs, as catalogs have them; values are Python's or JSON's. Throws `UnreadableEntryError`.
 */
export function parsePythonCalls(text: string, place: string): PythonCall[] {
  const source = createSource(text, place);
  source.skip();
  const isListed = source.take('[');
  const calls: PythonCall[] = [];
  for (;;) {
    source.skip();
    if (isListed && source.take(']')) break;
    calls.push(readCall(source));
    source.skip();
    if (source.take(',') || (!isListed && source.take(';'))) continue;
    if (isListed) source.expect(']');
    break;
  }
  source.skip();
  if (!source.isAtEnd()) throw source.error('goes on after the last call');
  return calls;
}

/** One value as Python or JSON writes it: `{'name': "x", 'on': True, 'at': None}`. Throws `UnreadableEntryError`. */
export function parsePythonValue(text: string, place: string): JsonValue {
  const source = createSource(text, place);
  const value = readValue(source, 0);
  source.skip();
  if (!source.isAtEnd()) throw source.error('goes on after the value');
  return value;
}

type Source = ReturnType<typeof createSource>;

function createSource(text: string, place: string) {
  let at = 0;
  const source = {
    text,
    at: () => at,
    move: (to: number) => {
      at = to;
    },
    peek: () => text[at] ?? '',
    isAtEnd: () => at >= text.length,
    skip() {
      while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
    },
    take(sign: string): boolean {
      if (!text.startsWith(sign, at)) return false;
      at += sign.length;
      return true;
    },
    expect(sign: string) {
      source.skip();
      if (!source.take(sign)) throw source.error(`needs ${sign} at character ${at + 1}`);
    },
    error: (problem: string) =>
      new UnreadableEntryError(
        place,
        `${problem}: ${JSON.stringify(text.slice(Math.max(0, at - 20), at + 20))}`,
      ),
  };
  return source;
}

function readCall(source: Source): PythonCall {
  const open = source.text.indexOf('(', source.at());
  const name = open === -1 ? '' : source.text.slice(source.at(), open).trim();
  if (name === '' || name.length > 256 || /[\n"'{}=]/.test(name)) throw source.error('is no call');
  source.move(open + 1);
  const positional: JsonValue[] = [];
  const named = new Map<string, JsonValue>();
  for (;;) {
    source.skip();
    if (source.take(')')) break;
    const key = readKey(source);
    if (source.take('**')) for (const entry of spread(source)) named.set(...entry);
    else if (key === null) positional.push(readValue(source, 0));
    else named.set(key, readValue(source, 0));
    source.skip();
    if (source.take(',')) continue;
    source.expect(')');
    break;
  }
  return { name, positional, named: Object.fromEntries(named) };
}

/** Arguments whose names are no words of Python stand in a dictionary: `f(**{'a b': 1})`. */
function spread(source: Source): [string, JsonValue][] {
  source.skip();
  if (source.peek() !== '{') throw source.error('spreads what is no dictionary');
  return Object.entries(readObject(source, 0));
}

/** The name before `=`; null where a value stands without one. */
function readKey(source: Source): string | null {
  const pattern = /\s*([A-Za-z_$@][^=(){}[\]"',\n]{0,200}?)\s*=(?!=)/y;
  pattern.lastIndex = source.at();
  const match = pattern.exec(source.text);
  if (match === null) return null;
  source.move(pattern.lastIndex);
  return match[1] ?? null;
}

function readValue(source: Source, depth: number): JsonValue {
  if (depth > deepest) throw source.error('nests too deep');
  source.skip();
  const sign = source.peek();
  if (sign === '[') return readList(source, '[', ']', depth);
  if (sign === '(') return readList(source, '(', ')', depth);
  if (sign === '{') return readObject(source, depth);
  if (sign === '"' || sign === "'") return readText(source);
  return readWord(source);
}

function readList(source: Source, open: string, close: string, depth: number): JsonValue[] {
  source.expect(open);
  const list: JsonValue[] = [];
  for (;;) {
    source.skip();
    if (source.take(close)) return list;
    list.push(readValue(source, depth + 1));
    source.skip();
    if (!source.take(',')) {
      source.expect(close);
      return list;
    }
  }
}

function readObject(source: Source, depth: number): JsonObject {
  source.expect('{');
  const members = new Map<string, JsonValue>();
  for (;;) {
    source.skip();
    if (source.take('}')) break;
    const key = readValue(source, depth + 1);
    if (typeof key === 'object') throw source.error('has a name that is no text');
    source.expect(':');
    members.set(String(key), readValue(source, depth + 1));
    source.skip();
    if (source.take(',')) continue;
    source.expect('}');
    break;
  }
  return Object.fromEntries(members);
}

const escapes: { readonly [letter: string]: string } = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '0': '\0',
};

const codes = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U(00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}))/;

function readText(source: Source): string {
  const quote = source.peek();
  const { text } = source;
  const isTriple = text.startsWith(quote.repeat(3), source.at());
  const end = isTriple ? quote.repeat(3) : quote;
  source.take(end);
  let read = '';
  for (let at = source.at(); at < text.length; at += 1) {
    if (text.startsWith(end, at)) {
      source.move(at + end.length);
      return read;
    }
    if (text[at] !== '\\') {
      read += text[at];
      continue;
    }
    const code = codes.exec(text.slice(at + 1, at + 10));
    const next = text[at + 1] ?? '';
    if (code === null) {
      read += Object.hasOwn(escapes, next) ? escapes[next] : /["'\\/]/.test(next) ? next : `\\${next}`;
      at += 1;
    } else {
      read += String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16));
      at += code[0].length;
    }
  }
  throw source.error('has a text that is not closed');
}

const words: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['True', true],
  ['true', true],
  ['False', false],
  ['false', false],
  ['None', null],
  ['null', null],
]);

/** A number or a constant: nothing else stands without quotes. */
function readWord(source: Source): JsonValue {
  const pattern = /[^\s,()[\]{}:="']+/y;
  pattern.lastIndex = source.at();
  const word = pattern.exec(source.text)?.[0] ?? '';
  source.move(source.at() + word.length);
  const constant = words.get(word);
  if (constant !== undefined) return constant;
  const digits = word.replace(/(?<=\d)_(?=\d)/g, '');
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(digits))
    throw source.error(`has no value but ${JSON.stringify(word.slice(0, 40))}`);
  const number = Number(digits);
  // What a double cannot hold stays as it is written.
  const isSafe = Math.abs(number) <= Number.MAX_SAFE_INTEGER || /[eE]/.test(digits);
  return Number.isFinite(number) && (isSafe || isWrittenAlike(digits, number)) ? number : digits;
}
