import type { Concept } from './concept.js';
import type { JsonPrimitive, JsonSchemaType } from './json.js';
import type { Intent, ParameterRole } from './tool-registry.js';

/** What `config/{concepts,entities,intents,exclusions}.yaml` say about the world, read once and never changed. */
export type Knowledge = {
  /** By id. Holds the identifier concept `<entity>_id` of every entity too, also where the file does not spell it out. */
  readonly concepts: ReadonlyMap<string, ConceptDefinition>;
  /** By id. */
  readonly entities: ReadonlyMap<string, Entity>;
  readonly intentRules: readonly IntentRule[];
  /** Verbs that are nouns, too: on a GET they count only before the noun of an entity. */
  readonly ambiguousVerbs: readonly string[];
  /** Verbs that count at the head of a description of a GET. */
  readonly describedVerbs: readonly string[];
  readonly roleNames: { readonly [role in NamedRole]: readonly string[] };
  readonly exclusions: Exclusions;
  /** Short forms in names and what they stand for: `dt` → `date`. */
  readonly abbreviations: ReadonlyMap<string, string>;
  /** Whole names whose words for speech no rule gives: `q` → `search terms`. */
  readonly labels: ReadonlyMap<string, string>;
  /** True when `id` is `ancestor` or has it among its parents. An unknown `<noun>_id` counts as an `identifier`. */
  readonly isA: (id: string, ancestor: string) => boolean;
};

/** The same without what follows from it. */
export type KnowledgeData = Omit<Knowledge, 'isA'>;

/** A concept with the rules by which it is recognised. */
export type ConceptDefinition = Concept & {
  readonly type: ScalarType;
  /** JSON Schema format of its values (`date`), or null. */
  readonly format: string | null;
  /** Names that mean it, as words: `check in date`. Matched against the end of a name, word by word. */
  readonly names: readonly string[];
  /** Names that mean it only beside these entities or in these categories: `from` of a flight. */
  readonly contextNames: readonly ContextNames[];
  /** Phrases that mean it in a description. */
  readonly descriptions: readonly string[];
  /** Anchored regular expressions that a whole example value matches. */
  readonly examples: readonly RegExp[];
  /** True when names alone are weak: some other evidence (description, example) is needed. */
  readonly needsEvidence: boolean;
};

export type ScalarType = Extract<JsonSchemaType, 'string' | 'number' | 'integer' | 'boolean'>;

export type ContextNames = {
  readonly names: readonly string[];
  readonly entities: readonly string[];
  readonly categories: readonly string[];
};

/** A kind of thing that endpoints act on. */
export type Entity = {
  readonly id: string;
  /** Nouns for it, singular, most usual first: `hotel`, `accommodation`. */
  readonly words: readonly string[];
  /** Plural of the first word. */
  readonly plural: string;
  /** Categories (as slugs) in which its weaker words count. */
  readonly categories: readonly string[];
  /** Words that mean it in its `categories` only: `property`, `stay`. */
  readonly weakWords: readonly string[];
  /** Canonical name of the identifying attribute, `id`. */
  readonly identifier: string;
  readonly identifierConcept: string;
  /** Nouns of other things whose ids it shows where the tool takes them: the `team` of a player. */
  readonly refers: readonly string[];
  /** Attribute by which people call an instance: `name`, `title`; null where they do not. */
  readonly nameAttribute: string | null;
  readonly attributes: readonly EntityAttribute[];
};

export type EntityAttribute = {
  /** Canonical, snake_case. */
  readonly name: string;
  readonly concept: string | null;
  readonly generator: string | null;
  readonly type: ScalarType;
  readonly format: string | null;
  readonly enum: readonly JsonPrimitive[] | null;
  /** Other property names that mean it: `stars` for `rating`. */
  readonly aliases: readonly string[];
};

/** The rule with the highest priority that holds gives the intent. Every given condition must hold. */
export type IntentRule = {
  readonly intent: Intent;
  readonly priority: number;
  readonly methods: readonly string[] | null;
  /** The first word of the endpoint's name or of its description. */
  readonly verbs: readonly string[] | null;
  /** Any word of the endpoint's name. */
  readonly words: readonly string[] | null;
  /** Whether the endpoint takes an identifier of its entity. */
  readonly identifierParameter: boolean | null;
};

export type NamedRole = Extract<ParameterRole, 'sort' | 'limit' | 'page' | 'offset' | 'technical'>;

export type Exclusions = {
  /** Names (as words) of parameters that carry secrets. */
  readonly credentialNames: readonly string[];
  readonly credentialPhrases: readonly string[];
  /** Names that only look like secrets: `next token`. */
  readonly credentialExceptions: readonly string[];
  /** Names and display types of parameters that carry files. */
  readonly uploadNames: readonly string[];
  readonly uploadTypes: readonly string[];
  /** Words of endpoint names and paths that are health checks, tests or adverts. */
  readonly healthNames: readonly string[];
  /** Phrases in the first sentence of a description that say the same. */
  readonly healthPhrases: readonly string[];
  readonly testToolNames: readonly string[];
  /** Values that stand where a value should be: `SOME_STRING_VALUE`. Anchored regular expressions. */
  readonly placeholders: readonly RegExp[];
  /** Words of endpoints whose effect cannot be undone or costs money. */
  readonly irreversibleVerbs: readonly string[];
  readonly irreversibleEntities: readonly string[];
};
