import type { Random } from '../random/random.js';
import type { StyleStrata } from '../types/plan-row.js';
import { expand } from './grammar.js';
import type { LanguageData } from './language-data.js';
import type { Phrase } from './utterance.js';

/** Who speaks, in which words. */
export type Speech = {
  readonly language: LanguageData;
  readonly register: StyleStrata['register'];
  /** Traits of a speaker that show in their words: conditions of the grammar. */
  readonly traits?: readonly string[];
};

/** Expands a grammar symbol in a speaker's register. */
export function phraseOf(
  symbol: string,
  speech: Speech,
  phrases: { readonly [place: string]: Phrase },
  conditions: readonly string[],
  random: Random,
): Phrase {
  return expand(
    symbol,
    {
      language: speech.language,
      register: speech.register,
      conditions: new Set([...conditions, ...(speech.traits ?? [])]),
      phrases,
    },
    random,
  );
}
