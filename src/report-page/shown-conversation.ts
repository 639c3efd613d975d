import type { JsonValue } from '../types/json.js';
import type { Source } from '../types/provenance.js';

/** A conversation as the page draws it: what `toShownConversation` read of a record, whoever made that. */
export type ShownConversation = {
  readonly id: string;
  readonly line: number;
  readonly messages: readonly ShownMessage[];
  /** Numbers of the tools offered. */
  readonly tools: readonly number[];
  /** Null where the record does not say where its values come from. */
  readonly sources: ShownSources | null;
  readonly scenario: {
    readonly persona: string;
    readonly now: string;
    readonly policies: readonly string[];
    readonly knows: readonly string[];
    readonly holdsBack: readonly string[];
  } | null;
  readonly goals: readonly { readonly text: string; readonly outcome: string; readonly message: number }[];
  readonly phenomena: readonly { readonly name: string; readonly messages: readonly number[] }[];
  readonly scores: ShownScores | null;
  readonly repairs: readonly string[];
  /** Null where the laws were not checked. */
  readonly violations: readonly ShownViolation[] | null;
  /** How many there are beside those listed. */
  readonly moreViolations: number;
  /** Further facts of the metadata, as label and text. */
  readonly facts: readonly (readonly [string, string])[];
};

export type ShownMessage = {
  readonly role: string;
  readonly text: string;
  /** Characters cut off the end of the text. */
  readonly cut?: number;
  readonly calls?: readonly ShownCall[];
  /** Of a tool message: id of the call that it answers. */
  readonly answers?: string;
  readonly name?: string;
  readonly reasoning?: string;
  /** Not to be trained on. */
  readonly untrained?: true;
};

export type ShownCall = { readonly id: string; readonly name: string; readonly arguments: JsonValue };

export type ShownSources = {
  readonly arguments: readonly { readonly call: string; readonly pointer: string; readonly source: Source }[];
  readonly answers: readonly {
    readonly message: number;
    readonly start: number;
    readonly end: number;
    readonly source: Source;
  }[];
};

export type ShownScores = {
  readonly values: readonly (readonly [string, number])[];
  readonly judge: string;
  readonly reasoning: string;
  readonly passed: boolean;
  readonly failed: readonly string[];
};

export type ShownViolation = {
  readonly law: number;
  readonly rule: string;
  readonly place: string;
  readonly message: string;
};

export type { Source };
