import type { Random } from '../random/random.js';
import type { StyleStrata } from '../types/plan-row.js';
import type { LanguageData } from './data/language-data.js';
import { expand, type Places } from './grammar.js';
import type { Phrase } from './utterance.js';

/** Who speaks, in which words, on which day. */
export type Speech = {
  readonly language: LanguageData;
  readonly register: StyleStrata['register'];
  /** Traits of a speaker that show in their words: conditions of the grammar. */
  readonly traits: readonly string[];
  /** Families of style that they prefer: tags of the grammar. */
  readonly prefers: ReadonlySet<string>;
  /** Local date and time, ISO 8601; null where no day is known and every date is written out. */
  readonly now: string | null;
  /** Whether days are said as people say them among themselves: tomorrow, on Friday, the 11th. */
  readonly isCasual: boolean;
};

const noPreference: ReadonlySet<string> = new Set();

/** The voice of the product itself: system messages, policies, goals in words. */
export function plainSpeech(language: LanguageData): Speech {
  return { language, register: 'formal', traits: [], prefers: noPreference, now: null, isCasual: false };
}

/** How a person of this style speaks on a day. */
export function toSpeech(style: StyleStrata, now: string, language: LanguageData): Speech {
  const { register, temperament, ageBand, expertise, patience, mood, layout, opening } = style;
  return {
    language,
    register,
    traits: [temperament, ageBand, expertise, patience],
    prefers: new Set([`mood_${mood}`, `layout_${layout}`, `opening_${opening}`]),
    now,
    isCasual: true,
  };
}

/** Expands a grammar symbol in a speaker's register. */
export function phraseOf(
  symbol: string,
  { language, register, traits, prefers }: Speech,
  places: Places,
  conditions: readonly string[],
  random: Random,
): Phrase {
  const holds = [...conditions, ...traits];
  return expand(symbol, { language, register, conditions: holds, prefers, places }, random);
}
