import { readdirSync, readFileSync } from 'node:fs';
import { parseYaml } from '../../shipped/parse-yaml.js';
import type { Locale } from '../../types/plan-row.js';

/** What the checker knows of a language, from `config/facts/`. Names are folded to lower case. */
export type FactData = {
  readonly numbers: ReadonlyMap<string, number>;
  readonly scales: ReadonlyMap<string, number>;
  readonly ordinals: ReadonlyMap<string, number>;
  readonly counters: readonly string[];
  readonly months: ReadonlyMap<string, number>;
  readonly weekdays: ReadonlyMap<string, number>;
  readonly relativeDays: ReadonlyMap<string, number>;
  readonly yes: ReadonlySet<string>;
  readonly no: ReadonlySet<string>;
  readonly idioms: readonly string[];
  readonly superlatives: ReadonlyMap<string, ComparisonWord>;
  readonly comparatives: ReadonlyMap<string, ComparisonWord>;
  /** Phrases that state how many times as much something is. */
  readonly multiples: readonly string[];
  /** Patterns of comparatives and superlatives that no table names. */
  readonly comparisonShapes: readonly string[];
  /** Patterns, one of which matches wherever such a pattern does; where there are none, all texts are tried. */
  readonly shapeSigns: readonly string[];
  readonly capitalised: ReadonlySet<string>;
  readonly success: readonly string[];
  readonly failure: readonly string[];
  /** Ways to write a unit, each with the one name for it. */
  readonly units: ReadonlyMap<string, string>;
  /** Texts that deny what follows, and texts that deny what stands before. */
  readonly denialsBefore: RegExp;
  readonly denialsAfter: RegExp;
  /** A text that says that something was done; that nothing was. */
  readonly deed: RegExp;
  readonly breakdown: RegExp;
  /** Words that end in "id" and name no identifier. */
  readonly wordsInId: ReadonlySet<string>;
  /** How a text begins that does not go along with what was asked, and how one begins that only seems so. */
  readonly refusal: readonly string[];
  readonly assent: readonly string[];
  /** What a question holds that puts alternatives. */
  readonly alternatives: readonly string[];
  /** Enum word → phrases that say it. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** Name → codes it may mean, alpha-2 and alpha-3 for countries. */
  readonly countries: ReadonlyMap<string, readonly string[]>;
  readonly languages: ReadonlyMap<string, readonly string[]>;
  readonly currencies: ReadonlyMap<string, readonly string[]>;
  readonly currencySigns: ReadonlyMap<string, readonly string[]>;
};

export type ComparisonWord = {
  readonly direction: 'min' | 'max' | 'any';
  readonly fields: readonly string[];
};

const loaded = new Map<Locale, FactData>();

/** Reads each file once. Readers know every language at once, because codes and names turn up in any text. */
export function factData(locale: Locale): FactData {
  const known = loaded.get(locale);
  if (known !== undefined) return known;
  const facts = readAllFacts();
  // A file may name any number of languages that nothing is known of.
  if (!facts.has(locale) && locale !== 'en') return factData('en');
  const data = build(locale, facts);
  loaded.set(locale, data);
  return data;
}

type RawFacts = {
  readonly [key: string]: unknown;
  readonly country_alpha3?: Record<string, string>;
};

let everyLocale: ReadonlyMap<Locale, RawFacts> | undefined;

/** Every file of `config/facts` by its locale, English first. */
function readAllFacts(): ReadonlyMap<Locale, RawFacts> {
  if (everyLocale === undefined) {
    const folder = new URL('../../../config/facts/', import.meta.url);
    const names = readdirSync(folder)
      .flatMap((file) => (file.endsWith('.yaml') ? [file.slice(0, -'.yaml'.length)] : []))
      .sort((left, right) => Number(right === 'en') - Number(left === 'en') || (left < right ? -1 : 1));
    everyLocale = new Map(
      names.map((name) => [
        name,
        parseYaml(readFileSync(new URL(`${name}.yaml`, folder), 'utf8')) as RawFacts,
      ]),
    );
  }
  return everyLocale;
}

/** Readers know every language; what counts as a fact depends on the language of the text, English where that is unknown. */
function build(locale: Locale, facts: ReadonlyMap<Locale, RawFacts>): FactData {
  const all = [...facts.values()];
  const english = facts.get('en') ?? {};
  const own = facts.get(locale) ?? english;
  const table = <Value>(key: string): Map<string, Value> => mergeTables(all, key);
  const list = (raw: RawFacts, key: string): string[] => ((raw[key] ?? []) as unknown[]).map(String);
  return {
    numbers: table('numbers'),
    scales: table('scales'),
    ordinals: table('ordinals'),
    counters: all.flatMap((raw) => list(raw, 'counters')).sort((a, b) => b.length - a.length),
    months: table('months'),
    weekdays: table('weekdays'),
    relativeDays: table('relative_days'),
    yes: new Set(all.flatMap((raw) => list(raw, 'yes'))),
    no: new Set(all.flatMap((raw) => list(raw, 'no'))),
    idioms: list(own, 'idioms'),
    superlatives: table('superlatives'),
    comparatives: table('comparatives'),
    multiples: list(own, 'multiples'),
    comparisonShapes: list(own, 'comparison_shapes'),
    shapeSigns: list(own, 'shape_signs'),
    capitalised: new Set(all.flatMap((raw) => list(raw, 'capitalised'))),
    success: list(own, 'success'),
    failure: list(own, 'failure'),
    units: invertUnits(all),
    denialsBefore: anyOf(list(own, 'denials_before')),
    denialsAfter: anyOf(list(own, 'denials_after')),
    deed: anyOf(list(own, 'deeds')),
    breakdown: anyOf(list(own, 'breakdowns')),
    wordsInId: new Set(all.flatMap((raw) => list(raw, 'words_in_id'))),
    refusal: list(own, 'refusal'),
    assent: list(own, 'assent'),
    alternatives: list(own, 'alternatives'),
    labels: mergeLists(all, 'labels'),
    countries: invert(all, 'countries', english.country_alpha3 ?? {}),
    languages: invert(all, 'languages', {}),
    currencies: invert(all, 'currencies', {}),
    currencySigns: table('currency_signs'),
  };
}

const atWordStart = '(?<![a-z])';

/**
 * Matches where one of the patterns does, never where there is none. Those that begin at the start of a word share one look
 * back for it, so that they are not tried one by one inside of words.
 */
function anyOf(patterns: readonly string[]): RegExp {
  const starts = patterns.filter((pattern) => pattern.startsWith(atWordStart));
  const others = patterns.filter((pattern) => !pattern.startsWith(atWordStart));
  const atStart = starts.map((pattern) => pattern.slice(atWordStart.length));
  const parts = [
    ...(starts.length === 0 ? [] : [`${atWordStart}(?:${eitherOf(atStart)})`]),
    ...(others.length === 0 ? [] : [eitherOf(others)]),
  ];
  return new RegExp(parts.length === 0 ? '(?!)' : parts.join('|'));
}

function eitherOf(patterns: readonly string[]): string {
  return patterns.map((pattern) => `(?:${pattern})`).join('|');
}

function mergeTables<Value>(all: readonly RawFacts[], key: string): Map<string, Value> {
  const merged = new Map<string, Value>();
  for (const raw of all) {
    for (const [name, value] of Object.entries((raw[key] ?? {}) as Record<string, Value>))
      merged.set(name.toLowerCase(), value);
  }
  return merged;
}

function mergeLists(all: readonly RawFacts[], key: string): Map<string, string[]> {
  const merged = new Map<string, string[]>();
  for (const raw of all) {
    for (const [name, phrases] of Object.entries((raw[key] ?? {}) as Record<string, string[]>)) {
      merged.set(name.toLowerCase(), [...(merged.get(name.toLowerCase()) ?? []), ...phrases]);
    }
  }
  return merged;
}

function invertUnits(all: readonly RawFacts[]): Map<string, string> {
  const units = new Map<string, string>();
  for (const [unit, ways] of mergeLists(all, 'units'))
    for (const way of [unit, ...ways]) units.set(way, unit);
  return units;
}

function invert(
  all: readonly RawFacts[],
  key: string,
  aliases: Record<string, string>,
): Map<string, string[]> {
  const inverted = new Map<string, string[]>();
  const add = (name: string, code: string): void => {
    const codes = inverted.get(name.toLowerCase());
    if (codes === undefined) inverted.set(name.toLowerCase(), [code]);
    else if (!codes.includes(code)) codes.push(code);
  };
  for (const raw of all) {
    for (const [code, names] of Object.entries((raw[key] ?? {}) as Record<string, string[]>)) {
      const codes = [code, ...(aliases[code] === undefined ? [] : [aliases[code]])];
      for (const name of [...names, ...codes]) for (const target of codes) add(name, target);
    }
  }
  return inverted;
}
