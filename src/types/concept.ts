/** A semantic type: what a value *is*, whatever it is called. Read from `config/concepts.yaml`. */
export type Concept = {
  /** `city`, `iata_airport`, `date_check_in` … */
  readonly id: string;
  readonly parent: string | null;
  readonly knownBy: KnownBy;
  /** Entity type whose identifier this is, e.g. `hotel` for `hotel_id`. */
  readonly identifies: string | null;
  /** Name of the value generator in `src/values/generators`; null where only the parameter's own enum or examples serve. */
  readonly generator: string | null;
};

/**
 * Who can know a value of this concept: `anyone` (a city), `person` (their own e-mail, a booking reference from their
 * receipt), `system` (an opaque id: only a tool's answer brings it), `secret` (keys, passwords: never in a conversation).
 */
export type KnownBy = 'anyone' | 'person' | 'system' | 'secret';

export type ConceptMatch = {
  readonly id: string;
  /** 0–1. */
  readonly confidence: number;
  /** What spoke for it, in words: `name "check_in_date"`, `format date`, `description "ISO code of the currency"`. */
  readonly evidence: readonly string[];
};
