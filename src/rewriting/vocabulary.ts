import type { LanguageData } from '../language/data/language-data.js';
import { Words } from '../language/words.js';
import { localeData } from '../values/locale-data.js';

export type Vocabulary = {
  /** Words that the language itself uses, folded; of scripts without spaces, runs of katakana. */
  readonly known: ReadonlySet<string>;
  /** Names of people and places, folded. */
  readonly names: ReadonlySet<string>;
};

const made = new WeakMap<LanguageData, Vocabulary>();

/** Worked out once for each language. */
export function vocabularyOf(language: LanguageData): Vocabulary {
  let vocabulary = made.get(language);
  if (vocabulary === undefined) {
    vocabulary = { known: knownWords(language), names: knownNames(language) };
    made.set(language, vocabulary);
  }
  return vocabulary;
}

function knownWords({ grammar, dictionary, verbs, units }: LanguageData): Set<string> {
  const texts = [
    ...[...grammar.values()].flatMap((alternatives) =>
      alternatives.flatMap(({ text }) => text.flatMap((piece) => (piece instanceof Words ? piece.text : []))),
    ),
    ...dictionary.words.values(),
    ...dictionary.alone.values(),
    ...[...verbs.values()].flat(),
    ...units.values(),
  ];
  return new Set(
    texts
      .flatMap((text) => text.match(/[A-Za-zÀ-ɏ'’]+|[\u30a1-\u30fa\u30fc]{2,}/g) ?? [])
      .map((word) => word.toLowerCase()),
  );
}

/** Names of one ideograph stand in too many words. */
function knownNames({ locale }: LanguageData): Set<string> {
  const { people, places } = localeData(locale);
  return new Set(
    [
      ...[...people.givenNames, ...people.familyNames].map(({ written }) => written),
      ...[...places.values()].map(({ city }) => city),
    ]
      .filter((name) => name.length > 1)
      .map((name) => name.toLowerCase()),
  );
}
