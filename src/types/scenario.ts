import type { JsonObject, JsonValue } from './json.js';
import type { Locale, StyleStrata } from './plan-row.js';

/** Who the simulated user is, what they want and know. Written into the record as it stands. */
export type Scenario = {
  readonly persona: Persona;
  /** The goals in words. */
  readonly goal: string;
  /** What the user can say, each value once. */
  readonly knows: readonly KnownValue[];
  /** The part of `knows` that they say only when asked. */
  readonly holds_back: readonly KnownValue[];
  /** What the product knows of them; stated in the system message when used. */
  readonly profile: JsonObject;
  /** Local date and time of the conversation, ISO 8601 without offset: `2026-04-09T10:15:00`. */
  readonly now: string;
  /** IANA name. */
  readonly time_zone: string;
  readonly policies: readonly Policy[];
  readonly locale: Locale;
};

export type KnownValue = {
  /** Words for it: `check-in date`. */
  readonly label: string;
  readonly value: JsonValue;
  readonly concept: string | null;
  /**
   * Set where the value is a reference that people do know (law 3): an order number from a receipt, a ticker, an ISBN.
   * Says in words how they come to know it.
   */
  readonly reference?: string;
};

export type Persona = {
  readonly name: string;
  readonly occupation: string;
  readonly age_band: StyleStrata['ageBand'];
  /** Shows where something goes wrong, and in greetings. */
  readonly temperament: StyleStrata['temperament'];
  /** Whether they stay for a word of thanks. */
  readonly patience: StyleStrata['patience'];
  /** Novices are sometimes beside the point when asked; experts choose by the figures. */
  readonly expertise: StyleStrata['expertise'];
  readonly register: StyleStrata['register'];
};

/** A rule that the assistant must follow and the system message states. */
export type Policy = {
  readonly id: string;
  readonly kind: 'confirm_before' | 'forbidden';
  /** Call names it is about. */
  readonly endpoints: readonly string[];
  readonly text: string;
};
