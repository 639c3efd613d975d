import type { Words } from '../words.js';
import type { Template } from './template.js';

/** The words of one locale, read from `config/language/<locale>/`. No code knows a locale by name. */
export type LanguageData = {
  readonly locale: string;
  /** Symbol → alternatives. `{name}` in a text expands another symbol or a phrase that the caller gives. */
  readonly grammar: ReadonlyMap<string, readonly Alternative[]>;
  readonly rules: {
    /** How a value that the user brings is said; the first rule that fits wins. */
    readonly slots: readonly PhraseRule[];
    /** How a value said for an earlier goal is hinted at. */
    readonly kept: readonly PhraseRule[];
    /** How a field of an answer is told. */
    readonly fields: readonly PhraseRule[];
    /** How a value is said in a list of details, outside a clause. */
    readonly later: readonly PhraseRule[];
    /** How a missing value is asked for. */
    readonly questions: readonly PhraseRule[];
  };
  /** Verbs of endpoint names, as catalogs have them → what a user asks the assistant to do: `book`, `look up`. */
  readonly verbs: ReadonlyMap<string, readonly string[]>;
  readonly dictionary: Dictionary;
  /** Words of members of enumerations (`price asc`), with those of the label before them or alone → ways to say them. */
  readonly enums: ReadonlyMap<string, readonly string[]>;
  /** Concept of a code → code → names of what it stands for (`country_code`: `US`: United States). */
  readonly codes: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** Last word of a label that is a unit, and how the unit is said. */
  readonly units: ReadonlyMap<string, string>;
  /** Singular nouns of catalogs → what stands behind a number of them (`泊`). */
  readonly counters: ReadonlyMap<string, string>;
  /** Behind a number of anything else. */
  readonly defaultCounter: string;
  /** Forms of words: plural, gerund, polite past … */
  readonly morphology: ReadonlyMap<string, Inflection>;
  readonly orthography: Orthography;
  /** Slips and habits of people who write in a hurry or at their ease. */
  readonly noise: readonly Habit[];
  /** How much stands where in a request. */
  readonly layout: Layout;
  /** Last words of verbs behind which no pronoun stands. */
  readonly particles: ReadonlySet<string>;
  readonly names: NameReading;
};

/** Most values at the head of a sentence and in front of the thing, and how much one sentence asks for. */
export type Layout = {
  readonly front: number;
  readonly before: number;
  /** Most things asked for in one sentence; null: all of them. */
  readonly clauses: number | null;
  /** Chance, 0–1, that things to be found out one after the other share one verb: `show me the order and its items`. */
  readonly verbsShared: number;
  /** Chance, 0–1, that what is stated in sentences of its own stands before the request. */
  readonly statesFirst: number;
};

/** Words of catalogs, which are in English, in words of the locale. What it does not hold stays as it is. */
export type Dictionary = {
  /** Words and phrases, lower case, singular; an empty text leaves a word out. Empty where the locale says all as it stands. */
  readonly words: ReadonlyMap<string, string>;
  /** Of a label that is this word and no other. */
  readonly alone: ReadonlyMap<string, string>;
  /** Words of the longest phrase. */
  readonly longest: number;
  /** Endings that fall away at the end of a label: they tie a word to the next. */
  readonly droppedEnds: readonly string[];
};

export type Alternative = {
  readonly text: Template;
  readonly weight: number;
  /** Registers that use it; empty: all. */
  readonly registers: readonly string[];
  /** Conditions that must hold. */
  readonly when: readonly string[];
  /** Conditions that must not hold. */
  readonly unless: readonly string[];
  /** Families of style; a speaker who prefers one uses it more often. */
  readonly tags: readonly string[];
};

export type PhraseRule = {
  /** Concept ids (or ancestors); empty: any. */
  readonly concepts: readonly string[];
  /** Words of which the label must hold one; empty: any. `{rest}` of a text is the label without them. */
  readonly words: readonly string[];
  /** More words of which the label must hold one; empty: any. */
  readonly also: readonly string[];
  /** Words of which one must end the label; empty: any. */
  readonly heads: readonly string[];
  /** Values, lower-case, or what is said for them; empty: any. */
  readonly values: readonly string[];
  /** Pattern that the label matches, in lower case; null: any. */
  readonly label: RegExp | null;
  /** What is done with the value (`update`); empty: anything. */
  readonly intents: readonly string[];
  /** JSON Schema types; empty: any. */
  readonly types: readonly string[];
  /**
   * How the value is said; empty: anyhow. `relative`: tomorrow; `label`: words of an enumeration's member, `phrase`: those that
   * the locale has for it; `code`: the name of what a code stands for.
   */
  readonly said: readonly string[];
  /**
   * `counted`: a whole number of a plural label (`seats`); `measured`: a label that ends in a unit (`duration minutes`);
   * `verbal`: a switch whose label begins with a verb (`leave at door`); `prose`: a value of whole sentences, which is quoted.
   */
  readonly kind: 'counted' | 'measured' | 'verbal' | 'prose' | null;
  /** What is said for a yes or no (`with`, `only`) or a member of an enumeration in these texts; null: as everywhere. */
  readonly as: string | null;
  /** Values with a rank stand together behind the thing, in its order (from, until), those of 9 at the very end; null: anywhere. */
  readonly rank: number | null;
  /** Texts with `{value}` and `{label}`; of measured ones `{head}` and `{unit}` are the label's parts. */
  readonly say: readonly Template[];
  /** As `say`, where a value of the next rank follows (`from … ` before `until …`); empty: as `say`. */
  readonly linked: readonly Template[];
  /** The same for the number one; empty: as `say`. */
  readonly one: readonly Template[];
  /** Before the noun, as a modifier: `{value} restaurants`. */
  readonly before: readonly Template[];
  /** At the head of the sentence. */
  readonly front: readonly Template[];
  /** A sentence of its own, without its full stop: `it's for {value} people`. */
  readonly state: readonly Template[];
  /** A finite predicate whose subject is the thing: `is rated {value}`. */
  readonly predicate: readonly Template[];
  /** Where, when or how it is, behind what the locale puts before such words: `on {value}`. */
  readonly adverbial: readonly Template[];
  /** A clause with a subject of its own: `the {label} is {value}`. */
  readonly clause: readonly Template[];
  /** How two things that differ in it compare, told of the one with less, or with more; null: not told. */
  readonly less: Comparative | null;
  readonly more: Comparative | null;
};

/** `text` is a predicate with `{word}` for the comparative and `{than}` for the other thing: `is {word} than {than}`. */
export type Comparative = { readonly word: string; readonly text: Template };

/** Forms of a word by rules of spelling; exceptions come first. */
export type Inflection = {
  /** Which word of several changes. */
  readonly on: 'first' | 'last' | 'whole';
  readonly exceptions: ReadonlyMap<string, string>;
  readonly rules: readonly { readonly pattern: RegExp; readonly replacement: string }[];
};

export type Orthography = {
  /** Whether words stand apart. */
  readonly spaces: boolean;
  /** Whether sentences begin with a capital. */
  readonly capitals: boolean;
  readonly fullStop: string;
  readonly quotes: readonly [string, string];
  /** Concepts (or ancestors) of names that always stand in quotes → those quotes. */
  readonly quotedNames: ReadonlyMap<string, readonly [string, string]>;
  /** How things are put in a row: between two, before the last of two, before the last of more. */
  readonly joins: ReadonlyMap<string, Join>;
  readonly monthNames: readonly string[];
  readonly monthShorts: readonly string[];
  readonly weekdayNames: readonly string[];
  /** Ways to write a date, by register; `any` for the others. */
  readonly dates: DateForms;
  /** Ways to write a time, by register, `any` for the others, and `hour` where no minutes are said. */
  readonly times: ReadonlyMap<string, readonly Template[]>;
  /** Of the day: `am`, `pm`. */
  readonly halves: readonly string[];
  /** Date and time together. */
  readonly dateTime: Template;
  /** How the system message states the date and time. */
  readonly now: Template;
  readonly digitGroup: string;
  /** Words for 0, 1, 2 …; empty: digits only. */
  readonly numberWords: readonly string[];
  readonly ordinals: readonly string[];
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** Ways to write an amount with the code of its currency. */
  readonly money: readonly Template[];
};

export type Join = {
  readonly between: Words;
  readonly lastOfTwo: Words;
  readonly last: Words;
  /** Form of all members but the last; null: none. */
  readonly form: string | null;
  /** First words that members in a row may share: `has a pool and has a bar` as `has a pool and a bar`. */
  readonly shares: ReadonlySet<string>;
};

export type DateForms = {
  /** With the year. */
  readonly full: ReadonlyMap<string, readonly Template[]>;
  /** Without it: of days in the next months. */
  readonly short: ReadonlyMap<string, readonly Template[]>;
  /** Of days in the next four weeks: the day alone. */
  readonly day: readonly Template[];
  /** Of days in the next week. */
  readonly week: readonly Template[];
  /** Days from today → words. */
  readonly relative: ReadonlyMap<number, readonly string[]>;
};

/** Replaces words of plain text, never of values. */
export type Habit = {
  readonly pattern: RegExp;
  readonly replacement: string;
  /** Where an utterance is changed: everywhere, in the first place only, or in its last words only. */
  readonly at: 'everywhere' | 'once' | 'end';
  readonly registers: readonly string[];
  readonly traits: readonly string[];
  /** 0–1, once for each utterance. */
  readonly chance: number;
};

/** How names of endpoints are read: catalogs are in English whatever the locale. */
export type NameReading = {
  /** Words of endpoint names that say nothing: `api`, `endpoint`, `v2`. */
  readonly noise: ReadonlySet<string>;
  /** Words of names that look like a fact: comparisons, counts, days. */
  readonly unsayable: ReadonlySet<string>;
  readonly generic: ReadonlySet<string>;
  readonly adjectives: ReadonlySet<string>;
  readonly stops: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
  readonly uncountable: ReadonlySet<string>;
  readonly details: ReadonlySet<string>;
  readonly trailingVerbs: ReadonlyMap<string, string>;
  /** Verbs that names begin with; some are several words (`sign up for`). */
  readonly verbs: ReadonlySet<string>;
  /** Verbs of two words as they are written in one: `checkout` → `check out`. */
  readonly gluedVerbs: ReadonlyMap<string, string>;
  /** Verb of an intent whose endpoint's name has none. */
  readonly intentVerbs: ReadonlyMap<string, string>;
  /** Verbs that find out; others at the head of the name of an endpoint that finds out are nouns (`rate_on_date`). */
  readonly readingVerbs: ReadonlySet<string>;
  /** Verbs that give other values to something that is there. */
  readonly changingVerbs: ReadonlySet<string>;
  /** Verbs that put one thing into another. */
  readonly puttingVerbs: ReadonlySet<string>;
  /** Values of fields, in lower case, that say that there is none. */
  readonly nothings: ReadonlySet<string>;
  /** Word of a label → the word of the label that is told with it (`home` ↔ `away`). */
  readonly pairs: ReadonlyMap<string, string>;
  /** Categories of catalogs → the sphere of life that they belong to. */
  readonly spheres: ReadonlyMap<string, string>;
  /** Categories of catalogs → a narrower part of life. */
  readonly branches: ReadonlyMap<string, string>;
};
