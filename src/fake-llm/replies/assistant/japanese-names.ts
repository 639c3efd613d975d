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

let loaded: LanguageData | null = null;

/** Read once, by the first who speaks Japanese. */
function japanese(): LanguageData {
  loaded ??= loadLanguage(configDirectory, 'ja');
  return loaded;
}
