import { configDirectory } from '../config/package-paths.js';
import { type Locale, referenceLocale } from '../types/plan-row.js';
import { readLocaleData } from './read-locale-data.js';

/** How people, places and things are called in one locale, and what people write there: `config/locales/<locale>/`. */
export type LocaleData = {
  readonly locale: Locale;
  readonly people: {
    /** Places `{given}` and `{family}`. */
    readonly fullName: string;
    readonly givenNames: readonly PersonName[];
    readonly familyNames: readonly PersonName[];
    readonly mailDomains: readonly string[];
  };
  /** ISO 3166-1 alpha-2: where people of the locale live; null: anywhere. */
  readonly homeCountry: string | null;
  /** ISO 4217: what amounts are in where no currency is named; null: dollars or what is like them. */
  readonly homeCurrency: string | null;
  /** Forms of telephone numbers by the country's calling code; that of all others under an empty code. */
  readonly phones: ReadonlyMap<string, readonly string[]>;
  /** Cities by `<city>,<ISO 3166-1 alpha-2>`, as this locale writes them; empty: as the world's tables do. */
  readonly places: ReadonlyMap<string, PlaceName>;
  /** Names of airports by IATA code. */
  readonly airports: ReadonlyMap<string, string>;
  /** Names by code: ISO 3166-1 alpha-2, ISO 639-1, ISO 4217; empty where they are the English ones. */
  readonly names: {
    readonly countries: ReadonlyMap<string, string>;
    readonly languages: ReadonlyMap<string, string>;
    readonly currencies: ReadonlyMap<string, string>;
  };
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** What a generator says, by its name: the first family whose pattern fits entity and label. */
  readonly values: ReadonlyMap<string, readonly ValueFamily[]>;
  readonly sentences: SentenceTexts | null;
  readonly userTexts: UserTexts | null;
  /** Names that hold what was searched for, at `{}`. */
  readonly searched: readonly ValueFamily[];
  /** What a tool says beside its answer, by the intent of the call; `{}` is the entity. */
  readonly answers: ReadonlyMap<string, string>;
};

/** A name as it is written, and in Latin letters. */
export type PersonName = { readonly written: string; readonly latin: string };

export type PlaceName = { readonly city: string; readonly region: string };

export type ValueFamily = {
  /** Null: fits all. */
  readonly about: RegExp | null;
  readonly say: readonly Template[];
};

export type Template = { readonly text: string; readonly weight: number };

export type SentenceTexts = {
  readonly one: readonly string[];
  readonly two: readonly string[];
  readonly three: readonly string[];
  /** Of kinds of things that only one tool knows; null: nothing but what is said of anything. */
  readonly own: SentenceParts | null;
  readonly families: readonly (SentenceParts & { readonly about: RegExp | null })[];
};

export type SentenceParts = {
  readonly openings: readonly string[];
  readonly middles: readonly string[];
  readonly ends: readonly string[];
};

export type UserTexts = {
  /** Between the parts. */
  readonly join: string;
  readonly families: readonly {
    readonly about: RegExp | null;
    readonly parts: readonly (readonly string[])[];
  }[];
  readonly subject: readonly (readonly string[])[];
};

const loaded = new Map<Locale, LocaleData>();

/**
 * The data of a locale; what it leaves out is that of the locale that plans are made in. Each is read once.
 * @throws LanguageDataError where there is no such locale or its data is not valid.
 */
export function localeData(locale: Locale): LocaleData {
  // Asked for every value: mostly of the locale before.
  if (last?.locale === locale) return last;
  last = read(locale);
  return last;
}

let last: LocaleData | null = null;

function read(locale: Locale): LocaleData {
  let data = loaded.get(locale);
  if (data === undefined) {
    const base = locale === referenceLocale ? null : localeData(referenceLocale);
    data = readLocaleData(configDirectory, locale, base);
    loaded.set(locale, data);
  }
  return data;
}
