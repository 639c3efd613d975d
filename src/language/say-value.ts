import type { Random } from '../random/random.js';
import type { JsonPrimitive, JsonSchema } from '../types/json.js';
import type { Normalization } from '../types/provenance.js';
import type { LanguageData } from './language-data.js';

export type SaidValue = { readonly text: string; readonly normalization?: Normalization };

/** What is to be said and how: the schema tells dates and enums from plain strings. */
export type ValueToSay = {
  readonly value: JsonPrimitive;
  readonly schema: JsonSchema;
  readonly concept: string | null;
};

/**
 * Words for one value, with the named rule that leads back to it. Where no rule fits, the value is said as it stands.
 * Booleans are said as yes or no.
 */
export function sayValue(
  { value, schema, concept }: ValueToSay,
  language: LanguageData,
  register: string,
  random: Random,
): SaidValue {
  if (typeof value === 'boolean') return { text: value ? 'yes' : 'no', normalization: { name: 'boolean' } };
  if (value === null) return { text: 'nothing' };
  if (typeof value === 'number') return sayNumber(value, concept, schema, language, random);
  const date = readDate(value);
  if (date) return { text: sayDate(date, language, register, random), normalization: dateRule(value) };
  if (isIsoDateTime(value)) return sayDateTime(value, language, register, random);
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(value)) return sayTime(value, register, random);
  if (isEnumMember(schema, value)) return sayEnum(value);
  return { text: value };
}

function sayNumber(
  value: number,
  concept: string | null,
  schema: JsonSchema,
  language: LanguageData,
  random: Random,
): SaidValue {
  const small = Number.isInteger(value) && value >= 1 && value <= 10;
  const counted = schema.type === 'integer' && concept !== null && /count/.test(concept);
  if (small && counted && random.chance(0.55)) {
    return { text: language.numberWords[value] ?? String(value), normalization: { name: 'number' } };
  }
  if (
    Number.isInteger(value) &&
    Math.abs(value) >= 10_000 &&
    concept !== 'year' &&
    !/id$|code$|timestamp/.test(concept ?? '')
  ) {
    return { text: withThousands(value), normalization: { name: 'number' } };
  }
  return { text: String(value) };
}

/** Thousands separated by commas, as English writes them. */
function withThousands(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

type CalendarDate = { readonly year: number; readonly month: number; readonly day: number };

/** ISO date or one of the written patterns that catalogs ask for. */
function readDate(value: string): CalendarDate | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (iso) return toDate(iso[1], iso[2], iso[3]);
  const dotted = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(value);
  if (dotted) return toDate(dotted[3], dotted[2], dotted[1]);
  return null;
}

function toDate(year = '', month = '', day = ''): CalendarDate | null {
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31 ? date : null;
}

function dateRule(value: string): Normalization {
  return value.includes('.') ? { name: 'date', options: { pattern: 'DD.MM.YYYY' } } : { name: 'date' };
}

function sayDate(date: CalendarDate, language: LanguageData, register: string, random: Random): string {
  const month = language.monthNames[date.month - 1] ?? '';
  const short = month.slice(0, 3);
  if (register === 'formal')
    return random.pick([`${month} ${date.day}, ${date.year}`, `${date.day} ${month} ${date.year}`]);
  if (register === 'chatty')
    return random.pick([`${month} ${date.day}, ${date.year}`, `${short} ${date.day}, ${date.year}`]);
  return random.pick([
    `${short} ${date.day} ${date.year}`,
    `${date.day} ${short} ${date.year}`,
    `${month} ${date.day}, ${date.year}`,
  ]);
}

function isIsoDateTime(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?Z?$/.test(value);
}

function sayDateTime(value: string, language: LanguageData, register: string, random: Random): SaidValue {
  const seconds = value.slice(17, 19);
  if (seconds !== '' && seconds !== '00') return { text: value };
  const date = readDate(value.slice(0, 10));
  if (!date) return { text: value };
  const time = sayTime(value.slice(11, 16), register, random).text;
  return {
    text: `${sayDate(date, language, register, random)} at ${time}`,
    normalization: { name: 'date_time' },
  };
}

function sayTime(value: string, register: string, random: Random): SaidValue {
  if (register === 'formal' || random.chance(0.3)) return { text: value };
  const hour = Number(value.slice(0, 2));
  const minutes = value.slice(3);
  const half = hour < 12 ? 'am' : 'pm';
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const text = minutes === '00' && random.chance(0.6) ? `${twelve} ${half}` : `${twelve}:${minutes} ${half}`;
  return { text, normalization: { name: 'time' } };
}

function isEnumMember(schema: JsonSchema, value: string): boolean {
  return schema.enum?.includes(value) ?? false;
}

/** `in_progress` → "in progress"; short codes stay as they are. */
function sayEnum(value: string): SaidValue {
  const words = value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/_+|(?<=[A-Za-z])-(?=[A-Za-z])/g, ' ')
    .trim();
  if (words === value || words === '') return { text: value };
  const lower = /^[A-Z ]{5,}$/.test(words) || /[a-z]/.test(words) ? words.toLowerCase() : words;
  return { text: lower, normalization: { name: 'enum_label' } };
}
