import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LanguageDataError } from '../errors/language-data-error.js';
import { parseYaml } from '../shipped/parse-yaml.js';
import { errorsText, schemaCheck } from '../shipped/schema-check.js';
import type { JsonObject } from '../types/json.js';
import type { Locale } from '../types/plan-row.js';
import { wordList } from './english-words.js';
import type { LocaleData, PersonName, SentenceParts, Template, ValueFamily } from './locale-data.js';
import { localeSchema } from './locale-schema.js';

/** The sections of a locale's files, together. */
export type RawLocale = {
  readonly people?: {
    readonly full_name: string;
    readonly given: RawList;
    readonly family: RawList;
    readonly mail_domains: readonly string[];
  };
  readonly home_country?: string;
  readonly home_currency?: string;
  readonly phones?: { readonly [callingCode: string]: readonly string[] };
  readonly places?: { readonly [city: string]: readonly string[] };
  readonly airports?: { readonly [code: string]: string };
  readonly names?: { readonly [kind in 'countries' | 'languages' | 'currencies']?: Record<string, string> };
  readonly lists?: { readonly [name: string]: RawList };
  readonly values?: { readonly [generator: string]: readonly RawFamily[] };
  readonly sentences?: {
    readonly one: readonly string[];
    readonly two: readonly string[];
    readonly three: readonly string[];
    readonly own?: SentenceParts;
    readonly families: readonly (SentenceParts & { readonly about?: string })[];
  };
  readonly user_texts?: {
    readonly join: string;
    readonly families: readonly { readonly about?: string; readonly parts: readonly (readonly string[])[] }[];
    readonly subject: readonly (readonly string[])[];
  };
  readonly searched?: readonly { readonly about?: string; readonly say: readonly RawTemplate[] }[];
  readonly answers?: { readonly [intent: string]: string };
};

/** Words, or a selection from Faker's English data. */
export type RawList =
  | readonly string[]
  | {
      readonly faker: string;
      readonly like?: string;
      readonly without?: readonly string[];
      readonly and?: readonly string[];
      readonly lower?: boolean;
    };
type RawTemplate = string | { readonly text: string; readonly weight: number };
type RawFamily = RawTemplate | { readonly about: string; readonly say: readonly RawTemplate[] };

/**
 * Reads the files of `<configDirectory>/locales/<locale>/`; sections and entries that they leave out are those of `base`.
 * @throws LanguageDataError when the folder is missing, a file is not YAML, breaks the schema or names what there is not.
 */
export function readLocaleData(configDirectory: string, locale: Locale, base: LocaleData | null): LocaleData {
  const folder = join(configDirectory, 'locales', locale);
  const raw = readSections(configDirectory, folder);
  const fail = (problem: string): never => {
    throw new LanguageDataError(folder, problem);
  };
  const required = <T>(value: T | undefined, section: string): T =>
    value ?? fail(`the section '${section}' is missing`);
  const pattern = (source: string | undefined): RegExp | null => {
    if (source === undefined) return null;
    try {
      return new RegExp(source);
    } catch (cause) {
      return fail(`'${source}' is no regular expression: ${cause instanceof Error ? cause.message : ''}`);
    }
  };
  const own = toMap(raw.lists, wordList);
  const { people } = raw;
  return {
    locale,
    people:
      people === undefined
        ? required(base?.people, 'people')
        : {
            fullName: people.full_name,
            givenNames: wordList(people.given).map(toName),
            familyNames: wordList(people.family).map(toName),
            mailDomains: people.mail_domains,
          },
    homeCountry: raw.home_country ?? null,
    homeCurrency: raw.home_currency ?? null,
    phones: new Map([...(base?.phones ?? []), ...toMap(raw.phones, (forms) => forms)]),
    places: toMap(raw.places, ([city = '', region = '']) => ({ city, region })),
    airports: toMap(raw.airports, (name) => name),
    names: {
      countries: toMap(raw.names?.countries, (name) => name),
      languages: toMap(raw.names?.languages, (name) => name),
      currencies: toMap(raw.names?.currencies, (name) => name),
    },
    lists: new Map([...(base?.lists ?? []), ...own]),
    values: new Map([
      ...(base?.values ?? []),
      ...toMap(raw.values, (families) => toFamilies(families, pattern)),
    ]),
    sentences:
      raw.sentences === undefined
        ? (base?.sentences ?? null)
        : {
            ...raw.sentences,
            own: raw.sentences.own ?? null,
            families: raw.sentences.families.map((family) => ({ ...family, about: pattern(family.about) })),
          },
    userTexts:
      raw.user_texts === undefined
        ? (base?.userTexts ?? null)
        : {
            ...raw.user_texts,
            families: raw.user_texts.families.map((family) => ({ ...family, about: pattern(family.about) })),
          },
    searched:
      raw.searched?.map(({ about, say }) => ({ about: pattern(about), say: say.map(toTemplate) })) ??
      base?.searched ??
      [],
    answers: new Map([...(base?.answers ?? []), ...toMap(raw.answers, (text) => text)]),
  };
}

/** Every section of the folder's files, each in one file. */
function readSections(configDirectory: string, folder: string): RawLocale {
  let files: string[];
  try {
    files = readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .sort();
  } catch (cause) {
    const known = readdirSync(join(configDirectory, 'locales')).sort().join(', ');
    throw new LanguageDataError(folder, `there is no such locale; known are ${known}`, { cause });
  }
  const sections = new Map<string, unknown>();
  for (const file of files) {
    const path = join(folder, file);
    for (const [name, section] of Object.entries(readChecked(path))) {
      if (sections.has(name))
        throw new LanguageDataError(path, `the section '${name}' stands in another file too`);
      sections.set(name, section);
    }
  }
  return Object.fromEntries(sections) as RawLocale;
}

const checkLocale = schemaCheck<JsonObject>(() => localeSchema, { allowUnionTypes: true });

function readChecked(file: string): JsonObject {
  let data: unknown;
  try {
    data = parseYaml(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new LanguageDataError(file, cause instanceof Error ? cause.message : String(cause), { cause });
  }
  const validate = checkLocale();
  if (validate(data)) return data;
  throw new LanguageDataError(file, errorsText(validate.errors));
}

function toMap<Raw, Value>(
  section: { readonly [name: string]: Raw } | undefined,
  read: (raw: Raw) => Value,
): Map<string, Value> {
  return new Map(Object.entries(section ?? {}).map(([name, raw]) => [name, read(raw)]));
}

/** `佐藤|Sato`; a name without a bar is its own Latin spelling. */
function toName(text: string): PersonName {
  const [written = '', latin = written] = text.split('|');
  return { written, latin };
}

/** Templates beside each other are one family; it comes last, since it fits all. */
function toFamilies(raw: readonly RawFamily[], pattern: (source: string) => RegExp | null): ValueFamily[] {
  const families: ValueFamily[] = [];
  const general: Template[] = [];
  for (const entry of raw) {
    if (typeof entry === 'object' && 'say' in entry)
      families.push({ about: pattern(entry.about), say: entry.say.map(toTemplate) });
    else general.push(toTemplate(entry));
  }
  return general.length === 0 ? families : [...families, { about: null, say: general }];
}

function toTemplate(raw: RawTemplate): Template {
  return typeof raw === 'string' ? { text: raw, weight: 1 } : raw;
}
