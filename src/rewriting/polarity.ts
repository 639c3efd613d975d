import { foldKeeping } from '../grounding/folded-text.js';
import type { RewritingWords } from './rewriting-words.js';

/** How a text stands to what is said: how often it denies, whether it agrees or refuses, and what it asks. */
export type Polarity = {
  readonly denials: number;
  readonly answer: 'agrees' | 'refuses' | 'neither';
  readonly questions: number;
  readonly asking: readonly string[];
};

/** Of a text without its values. */
export function polarityOf(rest: string, words: RewritingWords): Polarity {
  const folded = foldKeeping(rest);
  const plain = words.polite.reduce(
    (text, phrase) => text.replaceAll(phrase, ' '.repeat(phrase.length)),
    folded,
  );
  return {
    denials: count(plain, words.negations),
    answer: holds(folded, words.refusing) ? 'refuses' : holds(folded, words.agreeing) ? 'agrees' : 'neither',
    questions: questionsIn(folded),
    asking: askingIn(folded, words),
  };
}

/** Classes of what is asked for, a longer word hiding those it holds. */
function askingIn(text: string, { asking }: RewritingWords): string[] {
  let rest = text;
  return [...asking]
    .sort(([left], [right]) => right.length - left.length)
    .flatMap(([word, kind]) => {
      const found = count(rest, [word]);
      if (!/[a-z]/.test(word)) rest = rest.replaceAll(word, ' '.repeat(word.length));
      return Array.from({ length: found }, () => kind);
    })
    .sort();
}

/** Questions, by their marks and by particles of questions that end a sentence. */
function questionsIn(text: string): number {
  return (text.match(/\?+|か。/g) ?? []).length;
}

function holds(text: string, words: readonly string[]): boolean {
  return words.some((word) => count(text, [word.toLowerCase()]) > 0);
}

/** Whole words for Latin letters; a longer one hides those it holds. */
function count(text: string, words: readonly string[]): number {
  let found = 0;
  let rest = text;
  for (const word of [...words].sort((left, right) => right.length - left.length)) {
    for (let at = rest.indexOf(word); at >= 0; at = rest.indexOf(word, at + 1)) {
      const isPart =
        /[a-z]/.test(word) &&
        ((word !== "n't" && /[a-z']/.test(rest.charAt(at - 1))) ||
          /[a-z]/.test(rest.charAt(at + word.length)));
      if (isPart) continue;
      found += 1;
      rest = rest.slice(0, at) + ' '.repeat(word.length) + rest.slice(at + word.length);
    }
  }
  return found;
}
