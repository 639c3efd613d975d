import { configDirectory } from '../../../config/package-paths.js';
import type { LanguageData } from '../../../language/data/language-data.js';
import { loadLanguage } from '../../../language/data/load-language.js';
import { wordsInLocale } from '../../../language/locale-words.js';

/** Names of a catalog are English; this is how Japanese speakers of the project's data say them. */
export function nameInJapanese(words: string): string {
  return wordsInLocale(words.toLowerCase(), japanese());
}

/** How well a Japanese wish fits the name of an endpoint, in words: 0 where it does not speak of the thing. */
export function japaneseScore(wish: string, name: readonly string[]): number {
  const { verbs } = japanese();
  const [first = '', ...rest] = name;
  const ways = verbs.get(first);
  const [thing = '', other] = (ways ? rest : name).join(' ').split(' by ');
  if (thing === '' || !wish.includes(nameInJapanese(thing))) return 0;
  // Verbs bend at their end: 調べる, 調べて.
  const isDone = (ways ?? []).some((way) => wish.includes(way.slice(0, -1)));
  const isNamed = other !== undefined && wish.includes(nameInJapanese(other));
  return 1 + (ways === undefined ? 0 : isDone ? 0.8 : -0.4) + (isNamed ? 0.3 : 0) + thing.length / 100;
}

/** How a member of a parameter's list of values is said, in lower case: `price_asc` as "cheapest first". */
export function spokenForms(member: string, name: string): string[] {
  const words = plain(member);
  return [languageOf('en'), japanese()].flatMap((language) => [
    ...(language.enums.get(`${plain(name)} ${words}`) ?? []).map((way) => way.toLowerCase()),
    ...(language.enums.get(words) ?? []).map((way) => way.toLowerCase()),
    wordsInLocale(words, language).toLowerCase(),
  ]);
}

function plain(name: string): string {
  const parted = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return parted
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join(' ');
}

function japanese(): LanguageData {
  return languageOf('ja');
}

const languages = new Map<string, LanguageData>();

/** Read once, when first needed. */
function languageOf(locale: 'en' | 'ja'): LanguageData {
  const known = languages.get(locale) ?? loadLanguage(configDirectory, locale);
  languages.set(locale, known);
  return known;
}
