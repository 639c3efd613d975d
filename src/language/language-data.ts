/** The words of one locale, read from `config/language/<locale>/`. */
export type LanguageData = {
  /** Symbol → alternatives. `{name}` in a text expands another symbol or a phrase that the caller gives. */
  readonly grammar: ReadonlyMap<string, readonly Alternative[]>;
  /** How a value that the user brings is said; the first rule that fits wins. */
  readonly slotRules: readonly PhraseRule[];
  /** How a value said for an earlier goal is hinted at. */
  readonly keptRules: readonly PhraseRule[];
  /** How a field of an answer is told. */
  readonly fieldRules: readonly PhraseRule[];
  /** How a value is said in a list of details, outside a clause. */
  readonly laterRules: readonly PhraseRule[];
  /** Last word of a label that is a unit, and how the unit is said. */
  readonly units: ReadonlyMap<string, string>;
  /** How a missing value is asked for. */
  readonly questionRules: readonly PhraseRule[];
  /** Verbs of endpoint names, by the intent that they carry. */
  readonly verbs: readonly VerbRule[];
  readonly monthNames: readonly string[];
  readonly weekdayNames: readonly string[];
  /** Words for 0, 1, 2 … */
  readonly numberWords: readonly string[];
  /** Words of endpoint names that say nothing: `api`, `endpoint`, `v2`. */
  readonly noise: ReadonlySet<string>;
  /** Words of names that look like a fact: comparisons, counts, days. */
  readonly unsayable: ReadonlySet<string>;
  /** How names of endpoints are read. */
  readonly names: {
    readonly generic: ReadonlySet<string>;
    readonly adjectives: ReadonlySet<string>;
    readonly stops: ReadonlySet<string>;
    readonly articles: ReadonlySet<string>;
    readonly uncountable: ReadonlySet<string>;
    readonly details: ReadonlySet<string>;
    readonly trailingVerbs: ReadonlyMap<string, string>;
  };
};

export type Alternative = {
  readonly text: string;
  readonly weight: number;
  /** Registers that use it; empty: all. */
  readonly registers: readonly string[];
  /** Conditions that the caller must state, e.g. `search`. Empty: none. */
  readonly when: readonly string[];
};

export type PhraseRule = {
  /** Concept ids (or ancestors); empty: any. */
  readonly concepts: readonly string[];
  /** Words of which the label must hold one; empty: any. */
  readonly words: readonly string[];
  /** What is done with the value (`update`); empty: anything. */
  readonly intents: readonly string[];
  /** JSON Schema types; empty: any. */
  readonly types: readonly string[];
  /** `counted`: a whole number of a plural label (`seats`); `measured`: a label that ends in a unit (`duration minutes`); `prose`: a value of whole sentences, which is quoted. */
  readonly kind: 'counted' | 'measured' | 'prose' | null;
  /** Texts with `{value}` and `{label}`; of measured ones, `{head}` and `{unit}` are the label's parts. */
  readonly say: readonly string[];
};

export type VerbRule = {
  /** First word of the endpoint's name. */
  readonly verb: string;
  /** What a user asks the assistant to do: `book`, `look up`. */
  readonly say: readonly string[];
};
