import { createRandomSource, type Random } from '../random/random.js';
import type { StyleStrata } from '../types/plan-row.js';
import type { Fact } from './acts.js';
import { type Condition, compile, type Used } from './compile-grammar.js';
import type { LanguageData, PhraseRule } from './data/language-data.js';
import type { Template } from './data/template.js';
import { expand, type Places } from './grammar.js';
import type { Phrase, Segment } from './utterance.js';
import type { SaidAs } from './values/say-value.js';

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
  /** What the text has used so far; absent where texts need not remember. */
  readonly memory?: TextMemory | undefined;
};

/** What one text has used: no turn twice where another fits, and one way to say each kind of thing. */
export type TextMemory = {
  readonly used: Used;
  readonly settled: Map<readonly Template[], Template>;
  /** Its facts in words: most are asked for twice, and one of them is told. */
  readonly spoken: Map<Fact, SpokenFact>;
};

/** The value of a fact in words, and its rule once somebody asked for it. */
export type SpokenFact = { readonly value: Segment; readonly said: SaidAs; rule: PhraseRule | null };

/** The same speech in a text that remembers what it has used, where days are said in full. */
export function inOneText({ language, register, traits, prefers, now }: Speech): Speech {
  const memory = {
    used: compile(language.grammar).nothingUsed(),
    settled: new Map(),
    spoken: new Map(),
  };
  return { language, register, traits, prefers, now, isCasual: false, memory };
}

/** One of the ways to say something, the same throughout a text that remembers. */
export function settle(texts: readonly Template[], { memory }: Speech, random: Random): Template {
  const known = memory?.settled.get(texts);
  if (known) return known;
  const text = random.pick(texts);
  memory?.settled.set(texts, text);
  return text;
}

/** A source of chance that is the same whenever this speaker speaks: for habits such as how they write a date. */
export function habitOf({ register, traits, prefers }: Speech): Random {
  // Asked for by each value of a text: one speaker after the other.
  if (latest?.register !== register || latest.traits !== traits || latest.prefers !== prefers) {
    const habit = createRandomSource([register, ...traits, ...prefers].join('/'));
    latest = { register, traits, prefers, habit };
  }
  return latest.habit();
}

let latest: (Pick<Speech, 'register' | 'traits' | 'prefers'> & { readonly habit: () => Random }) | undefined;

const noPreference: ReadonlySet<string> = new Set();

/** The voice of the product itself: system messages, policies, goals in words. */
export function plainSpeech(language: LanguageData): Speech {
  return {
    language,
    register: 'formal',
    traits: [],
    prefers: noPreference,
    now: null,
    isCasual: false,
    memory: undefined,
  };
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
    memory: undefined,
  };
}

/** Expands a grammar symbol in a speaker's register. */
export function phraseOf(
  symbol: string,
  { language, register, traits, prefers, memory }: Speech,
  places: Places,
  conditions: readonly Condition[],
  random: Random,
): Phrase {
  const holds = compile(language.grammar).holding(traits, conditions, null);
  return expand(
    symbol,
    { language, register, conditions: holds, prefers, places, thing: undefined, used: memory?.used },
    random,
  );
}
