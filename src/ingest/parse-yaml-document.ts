import { LineCounter, parseDocument } from 'yaml';
import type { JsonValue } from '../types/json.js';
import { exceedsDepth } from './exceeds-depth.js';
import type { ParsedDocument } from './parse-document.js';
import { toWellFormedJson } from './to-well-formed.js';

/** Characters; reading takes about a second for each million. */
const longestText = 32 * 1024 * 1024;
/** How often one anchor may be used: specifications repeat a parameter hundreds of times. */
const mostAliases = 1_000;
/** Most values of a document with its aliases written out. */
const mostValues = 5_000_000;
const deepest = 512;

/**
 * Parses YAML 1.2 to what the same document in JSON would give: keys are texts, dates stay texts, integers keep their digits.
 * Of duplicate keys the last one counts. Of several documents in one text the first is taken.
 */
export function parseYamlDocument(text: string): ParsedDocument {
  const refuse = (detail: string): ParsedDocument => ({ ok: false, reason: 'invalid_yaml', detail });
  if (text.length > longestText)
    return refuse(`It has ${text.length} characters; the limit of YAML is ${longestText}. Save it as JSON.`);
  const counter = new LineCounter();
  try {
    // The check for unique keys takes time in their square.
    const document = parseDocument(text, {
      lineCounter: counter,
      uniqueKeys: false,
      logLevel: 'silent',
      intAsBigInt: true,
    });
    const [error] = document.errors;
    if (error !== undefined && error.code !== 'MULTIPLE_DOCS') {
      const { line, col } = counter.linePos(error.pos[0]);
      return refuse(`Line ${line}, column ${col}: ${firstLine(error.message)}.`);
    }
    let values = 0;
    const value = toJson(document.toJS({ maxAliasCount: mostAliases }) as unknown, () => {
      values += 1;
      if (values > mostValues) throw new RangeError('aliases');
    });
    if (exceedsDepth(value, deepest))
      return { ok: false, reason: 'too_deep', detail: `The file nests more than ${deepest} levels.` };
    return { ok: true, value: toWellFormedJson(value, text), badLines: [] };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/alias/i.test(message))
      return refuse(
        'Its aliases unfold into more than anything real holds. Write them out, or save it as JSON.',
      );
    return refuse(
      /call stack/i.test(message) ? 'It nests too deep.' : `It cannot be read: ${firstLine(message)}.`,
    );
  }
}

/** The message without the excerpt of the text below it, and without its place, which stands before it already. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').replace(/[.:]$/, '');
}

/** What YAML has and JSON has not becomes the text that spells it. `count` is called for each value and may throw. */
function toJson(value: unknown, count: () => void): JsonValue {
  count();
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => toJson(each, count));
  if (typeof value === 'object' && !(value instanceof Date)) {
    const entries = Object.entries(value).map(([key, each]): [string, JsonValue] => [
      key,
      toJson(each, count),
    ]);
    return Object.fromEntries(entries);
  }
  return value === undefined ? null : String(value);
}
