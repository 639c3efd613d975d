import type { LocaleDefinition } from '@faker-js/faker';
import { faker as english } from '@faker-js/faker/locale/en';
import { faker as japanese } from '@faker-js/faker/locale/ja';
import type { Locale } from '../types/plan-row.js';

/**
 * Word lists of the Faker locales, read as data and drawn from with our own `Random`: no shared Faker state, no reference
 * date, and a draw costs one index.
 */
export const englishData: LocaleDefinition = english.rawDefinitions;
export const japaneseData: LocaleDefinition = japanese.rawDefinitions;

/** Family and given names in a locale. */
export function personNames(locale: Locale): {
  readonly first: readonly string[];
  readonly last: readonly string[];
} {
  return locale === 'ja' ? japaneseNames : englishNames;
}

const englishNames = readNames(englishData.person);
const japaneseNames = readNames(japaneseData.person);

type NameLists = {
  readonly generic?: readonly string[];
  readonly female?: readonly string[];
  readonly male?: readonly string[];
};

function readNames(person: typeof englishData.person): { first: readonly string[]; last: readonly string[] } {
  return { first: flatten(person?.first_name as NameLists), last: flatten(person?.last_name as NameLists) };
}

function flatten(lists: NameLists | undefined): readonly string[] {
  const all = [...(lists?.generic ?? []), ...(lists?.female ?? []), ...(lists?.male ?? [])];
  return [...new Set(all)].filter((name) => name.length > 1 || name > '\u2fff');
}
