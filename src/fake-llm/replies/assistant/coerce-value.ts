import type { JsonPrimitive, JsonSchema, JsonValue } from '../../../types/json.js';
import { wordsOf } from '../words.js';
import { readDate, readTime } from './read-date.js';
import { spokenForms } from './spoken-names.js';

/** What a saying means for a parameter; undefined where it can mean nothing there. `today` as 2026-01-31, or empty. */
export function coerceValue(
  say: string,
  name: string,
  schema: JsonSchema,
  today: string,
): JsonValue | undefined {
  if (schema.enum !== undefined) return pickAllowed(say, name, schema.enum);
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  const [type = 'string'] = types.filter((one) => one !== 'null');
  switch (type) {
    case 'integer':
    case 'number':
      return readNumber(say);
    case 'boolean':
      return readTruth(say);
    case 'array':
      return readList(say, name, schema, today);
    case 'object':
      return undefined;
    default:
      return readText(say, name, schema, today);
  }
}

function pickAllowed(
  say: string,
  name: string,
  allowed: readonly JsonPrimitive[],
): JsonPrimitive | undefined {
  const plain = (value: JsonPrimitive) => wordsOf(String(value)).join(' ');
  const number = readNumber(say);
  return (
    allowed.find((value) => value === say) ??
    allowed.find((value) => plain(value) !== '' && plain(value) === plain(say)) ??
    allowed.find((value) => typeof value === 'number' && value === number) ??
    allowed.find((value) => spokenForms(String(value), name).includes(say.trim().toLowerCase()))
  );
}

const numberWords = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

function readNumber(say: string): number | undefined {
  const digits = /-?\d+(?:\.\d+)?/.exec(say.replace(/(\d),(?=\d{3}(?!\d))/g, '$1'))?.[0];
  if (digits !== undefined) return Number(digits);
  const word = numberWords.indexOf(say.trim().toLowerCase());
  return word < 0 ? undefined : word;
}

function readTruth(say: string): boolean | undefined {
  if (/^(?:yes|true|on|はい)\b|^はい/i.test(say.trim())) return true;
  return /^(?:no|not|false|off|without)\b|^いいえ/i.test(say.trim()) ? false : undefined;
}

function readList(
  say: string,
  name: string,
  { items = {} }: JsonSchema,
  today: string,
): JsonValue | undefined {
  const parts = say.split(/,\s*(?:and\s+)?|\s+and\s+|、|と/).map((part) => part.trim());
  const values = parts.filter((part) => part !== '').map((part) => coerceValue(part, name, items, today));
  return values.some((value) => value === undefined) ? undefined : (values as JsonValue[]);
}

function readText(
  say: string,
  name: string,
  { format, description = '' }: JsonSchema,
  today: string,
): string {
  const isDate =
    format === 'date' || /YYYY-MM-DD|ISO 8601 date/i.test(description) || wordsOf(name).includes('date');
  const isTime = format === 'time' || /\bHH:MM\b/i.test(description) || wordsOf(name).includes('time');
  return (isDate ? readDate(say, today) : isTime ? readTime(say) : null) ?? say;
}
