import type { LocaleDefinition } from '@faker-js/faker';
import { libraryData } from '../shipped/library-data.js';
import { load } from '../shipped/store.js';
import type { RawList } from './read-locale-data.js';

/**
 * Word lists of Faker's English locale, read as data and drawn from with our own `Random`: no shared Faker state, no
 * reference date, and a draw costs one index.
 */
export const englishData: () => LocaleDefinition = libraryData('English words', ['@faker-js/faker'], () => {
  const { faker }: typeof import('@faker-js/faker/locale/en') = load('@faker-js/faker/locale/en');
  return faker.rawDefinitions;
});

/** The words of a list: as they stand, or chosen from a list of Faker's, `food.dish`. Groups of one list come together. */
export function wordList(raw: RawList): readonly string[] {
  if (!('faker' in raw)) return raw;
  let node: unknown = englishData();
  for (const key of raw.faker.split('.'))
    node =
      typeof node === 'object' && node !== null
        ? (node as { readonly [key: string]: unknown })[key]
        : undefined;
  const like = new RegExp(raw.like ?? '');
  const words = leavesOf(node).filter((word) => like.test(word) && raw.without?.includes(word) !== true);
  if (words.length === 0) throw new RangeError(`Faker has no words under '${raw.faker}'.`);
  const all = [...new Set([...words, ...(raw.and ?? [])])];
  return raw.lower === true ? all.map((word) => word.toLowerCase()) : all;
}

function leavesOf(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(leavesOf) : [];
}
