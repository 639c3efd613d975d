import type { JsonObject } from '../types/json.js';
import type { Locale } from '../types/plan-row.js';
import type { JsonLeaf } from './json-leaves.js';

/**
 * What judges and metrics read of a record. It can be made of anyone's record: parts that only ours have (provenance,
 * semantics, scenario, phenomena) are null where they are absent.
 */
export type RecordView = {
  readonly id: string;
  /** The parsed line as it came. */
  readonly raw: JsonObject;
  readonly locale: Locale;
  /** True for the variants of a base record; the base itself is false. */
  readonly isTwin: boolean;
  /** Local date and time of the conversation, from the scenario or the system message. */
  readonly now: string | null;
  readonly messages: readonly MessageView[];
  readonly calls: readonly CallView[];
  readonly tools: ReadonlyMap<string, ToolView>;
  /** Sources by call id and pointer; null where the record has no provenance. */
  readonly sources: ReadonlyMap<string, ReadonlyMap<string, JsonObject>> | null;
  readonly semantics: ReadonlyMap<string, JsonObject> | null;
};

export type MessageView = {
  readonly index: number;
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly text: string;
  /** Text (or the scalars of a tool's output) normalised for search. */
  readonly normalized: string;
  /** Calls made in this message. */
  readonly calls: readonly CallView[];
  /** For tool messages: the call that it answers. */
  readonly answers: CallView | null;
  /** True where the record says `weight: 0`. */
  readonly untrained: boolean;
};

export type CallView = {
  readonly id: string;
  readonly name: string;
  readonly parameters: JsonObject;
  readonly leaves: readonly JsonLeaf[];
  /** Index of the assistant message that makes it. */
  readonly message: number;
  /** Index of the message with its result, or null when nothing answers. */
  readonly resultMessage: number | null;
  readonly output: unknown;
  readonly outputLeaves: readonly JsonLeaf[];
  /** Type of the error that came back, or null. */
  readonly errorType: string | null;
};

export type ToolView = {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
};
