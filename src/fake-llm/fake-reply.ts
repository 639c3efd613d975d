import type { JsonObject } from '../types/json.js';
import type { FaultKind } from './faults/fault-kinds.js';

/** What the model says. */
export type FakeReply = {
  readonly text?: string;
  readonly reasoning?: string;
  readonly calls?: readonly ReplyCall[];
  /** Found from the rest where it is not given. */
  readonly stop?: 'end' | 'tool_use' | 'max_tokens' | 'refusal';
  /** Model to echo instead of the one asked for. */
  readonly model?: string;
};

/** A string is sent as it stands where the format writes inputs as text, broken or not. */
export type ReplyCall = { readonly name: string; readonly input: JsonObject | string };

/** What a script may answer with: words, one of the known faults, or bytes of its own. */
export type ScriptedReply = FakeReply | { readonly fault: FaultKind } | { readonly raw: RawResponse };

export type RawResponse = {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body: string;
};
