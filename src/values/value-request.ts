import type { Random } from '../random/random.js';
import type { JsonSchema, JsonValue } from '../types/json.js';
import type { Locale } from '../types/plan-row.js';
import type { Anchor } from './anchor.js';

/** What a value is asked for. */
export type ValueRequest = {
  /** Generator name of the concept; null where only enum, examples, type and label can tell. */
  readonly generator: string | null;
  readonly schema: JsonSchema;
  /** What the value is about: a `title` of a job is a job title, a `search_query` for recipes is a dish. */
  readonly entity: string | null;
  /** Words for the value: `check-in date`. */
  readonly label: string;
  readonly examples: readonly JsonValue[];
  readonly anchor: Anchor;
  readonly locale: Locale;
  /** Local date and time, ISO 8601 without offset. */
  readonly now: string;
};

/** One family member of `src/values/generators`: a plausible value before the schema has its say. */
export type Generator = (request: ValueRequest, random: Random) => JsonValue;
