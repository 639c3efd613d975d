import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataCheck, readChecked } from '../language/data/read-checked.js';
import { parseTemplate, type Template } from '../language/data/template.js';
import { referenceLocale } from '../types/plan-row.js';

/** What people write beyond what the generator itself says: `config/grounding/<locale>.yaml`. */
export type GroundingWords = {
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** Sign or word of a currency → the codes it may mean. */
  readonly currencies: ReadonlyMap<string, readonly string[]>;
  readonly units: readonly string[];
  readonly scales: ReadonlyMap<string, number>;
  readonly scaleGap: string;
  /** Days from today → words. */
  readonly relativeDays: ReadonlyMap<number, readonly string[]>;
  readonly daysAhead: readonly Template[];
  readonly dates: readonly Template[];
  readonly nearDates: readonly Template[];
  readonly weekdays: readonly Template[];
  /** Of days in the next week, from Monday on. */
  readonly nextWeekdays: readonly Template[];
  readonly datedWeekdays: readonly Template[];
  readonly months: readonly Template[];
  /** Without half of the day; of hours but noon and midnight. */
  readonly bareTimes: readonly Template[];
  readonly times: readonly Template[];
  readonly wholeTimes: readonly Template[];
  /** Of whole hours but midnight. */
  readonly clockTimes: readonly Template[];
  readonly halfTimes: readonly Template[];
  readonly quarterPastTimes: readonly Template[];
  readonly quarterToTimes: readonly Template[];
  readonly namedTimes: ReadonlyMap<string, readonly string[]>;
  readonly halvesDotted: readonly string[];
  readonly dateTimes: readonly Template[];
  /** Words of spans of days (`night`), weeks and months behind a number, by unit. */
  readonly spans: ReadonlyMap<string, readonly string[]>;
  /** What stands between the members of a list. */
  readonly listGaps: readonly string[];
  /** Words that may stand between a count and its noun, or in the noun's place. */
  readonly counted: readonly string[];
  /** What a question holds that puts alternatives to the user. */
  readonly alternatives: readonly string[];
  readonly superlatives: ReadonlyMap<string, ComparingWord>;
  readonly comparatives: ReadonlyMap<string, ComparingWord>;
};

export type ComparingWord = {
  readonly direction: 'min' | 'max';
  /** Parts of names of fields that it speaks of; empty: any. */
  readonly fields: readonly string[];
  /** The part of the phrase that compares, where it is not all of it. */
  readonly says?: string;
};

const loaded = new Map<string, GroundingWords>();

/**
 * The words of a locale; each file is read once. A locale without a file takes the English one, as with prompts.
 * @throws LanguageDataError when the file breaks its schema.
 */
export function groundingWords(configDirectory: string, locale: string): GroundingWords {
  const own = join(configDirectory, 'grounding', `${locale}.yaml`);
  const file = existsSync(own) ? own : join(configDirectory, 'grounding', `${referenceLocale}.yaml`);
  let words = loaded.get(file);
  if (words === undefined) {
    words = toWords(readChecked(file, checkWords));
    loaded.set(file, words);
  }
  return words;
}

type Lists = { readonly [key: string]: readonly string[] };
type RawWords = {
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly currencies: Lists;
  readonly units: readonly string[];
  readonly scales: { readonly [word: string]: number };
  readonly scale_gap: string;
  readonly relative_days: Lists;
  readonly days_ahead: readonly string[];
  readonly dates: readonly string[];
  readonly near_dates: readonly string[];
  readonly weekdays: readonly string[];
  readonly next_weekdays: readonly string[];
  readonly dated_weekdays: readonly string[];
  readonly months: readonly string[];
  readonly bare_times: readonly string[];
  readonly times: readonly string[];
  readonly whole_times: readonly string[];
  readonly clock_times: readonly string[];
  readonly half_times: readonly string[];
  readonly quarter_past_times: readonly string[];
  readonly quarter_to_times: readonly string[];
  readonly named_times: Lists;
  readonly halves_dotted: readonly string[];
  readonly date_times: readonly string[];
  readonly spans: Lists;
  readonly list_gaps: readonly string[];
  readonly counted: readonly string[];
  readonly alternatives: readonly string[];
  readonly superlatives: { readonly [word: string]: ComparingWord };
  readonly comparatives: { readonly [word: string]: ComparingWord };
};

function toWords(raw: RawWords): GroundingWords {
  const templates = (texts: readonly string[]): readonly Template[] => texts.map(parseTemplate);
  const lists = (of: Lists): ReadonlyMap<string, readonly string[]> => new Map(Object.entries(of));
  return {
    yes: raw.yes,
    no: raw.no,
    currencies: lists(raw.currencies),
    units: raw.units,
    scales: new Map(Object.entries(raw.scales)),
    scaleGap: raw.scale_gap,
    relativeDays: new Map(Object.entries(raw.relative_days).map(([day, words]) => [Number(day), words])),
    daysAhead: templates(raw.days_ahead),
    dates: templates(raw.dates),
    nearDates: templates(raw.near_dates),
    weekdays: templates(raw.weekdays),
    nextWeekdays: templates(raw.next_weekdays),
    datedWeekdays: templates(raw.dated_weekdays),
    months: templates(raw.months),
    bareTimes: templates(raw.bare_times),
    times: templates(raw.times),
    wholeTimes: templates(raw.whole_times),
    clockTimes: templates(raw.clock_times),
    halfTimes: templates(raw.half_times),
    quarterPastTimes: templates(raw.quarter_past_times),
    quarterToTimes: templates(raw.quarter_to_times),
    namedTimes: lists(raw.named_times),
    halvesDotted: raw.halves_dotted,
    dateTimes: templates(raw.date_times),
    spans: lists(raw.spans),
    listGaps: raw.list_gaps,
    counted: raw.counted,
    alternatives: raw.alternatives,
    superlatives: new Map(Object.entries(raw.superlatives)),
    comparatives: new Map(Object.entries(raw.comparatives)),
  };
}

const texts = { type: 'array', items: { type: 'string', minLength: 1 } };
const textLists = { type: 'object', additionalProperties: texts };
const comparing = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['direction', 'fields'],
    properties: {
      direction: { enum: ['min', 'max'] },
      fields: texts,
      says: { type: 'string', minLength: 1 },
    },
    additionalProperties: false,
  },
};
const properties = {
  yes: texts,
  no: texts,
  currencies: textLists,
  units: texts,
  scales: { type: 'object', additionalProperties: { type: 'number' } },
  scale_gap: { type: 'string' },
  relative_days: textLists,
  days_ahead: texts,
  dates: texts,
  near_dates: texts,
  weekdays: texts,
  next_weekdays: texts,
  dated_weekdays: texts,
  months: texts,
  bare_times: texts,
  times: texts,
  whole_times: texts,
  clock_times: texts,
  half_times: texts,
  quarter_past_times: texts,
  quarter_to_times: texts,
  named_times: textLists,
  halves_dotted: texts,
  date_times: texts,
  spans: textLists,
  list_gaps: texts,
  counted: texts,
  alternatives: texts,
  superlatives: comparing,
  comparatives: comparing,
};
const checkWords = dataCheck<RawWords>({
  type: 'object',
  required: Object.keys(properties),
  properties,
  additionalProperties: false,
});
