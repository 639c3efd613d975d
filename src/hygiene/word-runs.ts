import { hashText } from '../metrics/hash-text.js';
import { detectLocale, toWords, unitsPerWord } from '../record-view/words.js';

/** Words in a row by which benchmarks are found again in training data (Brown et al. 2020, appendix C). */
const runLength = 13;
/** A text of fewer words ("Yes, please.") may stand anywhere. */
const fewestWords = 5;

export type WordRuns = {
  /** Hash of all words; null where there are too few to mean anything. */
  readonly whole: number | null;
  readonly runs: readonly { readonly hash: number; readonly words: () => string }[];
};

/** Hashes (53 bits) of a text and of each 13 words (26 characters in Japanese) of it in a row, case and punctuation aside. */
export function wordRuns(text: string): WordRuns {
  const locale = detectLocale(text.slice(0, 2000));
  const words = toWords(text, locale);
  const length = runLength * unitsPerWord(locale);
  const joint = locale === 'ja' ? '' : ' ';
  const runs = Array.from({ length: Math.max(0, words.length - length + 1) }, (_, start) => {
    const run = words.slice(start, start + length).join(joint);
    return { hash: hashText(run, 1), words: () => run };
  });
  const isLong = words.length >= fewestWords * unitsPerWord(locale);
  return { whole: isLong ? hashText(words.join(joint), 2) : null, runs };
}
