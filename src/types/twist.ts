import type { ToolErrorType } from './conversation.js';
import type { JsonPointer, JsonPrimitive, JsonValue } from './json.js';
import type { ChainArgument } from './tool-chain.js';

/**
 * What makes a conversation depart from the straight way. Planned with an attempt, played by the agents and the executor,
 * checked by the validator as the phenomenon that it is.
 */
export type Twist =
  /** The first request leaves open whether its own first step or the `other` endpoint, offered beside it, is meant. */
  | { readonly kind: 'ambiguous_intent'; readonly other: string }
  /** The user says `first` for a slot and puts it right: once the answer is there, or instead of confirming. */
  | {
      readonly kind: 'user_correction';
      readonly slot: number;
      readonly first: JsonValue;
      readonly when: 'after_report' | 'at_confirmation';
    }
  /** The endpoint that the last step of the goal needs is not offered. */
  | { readonly kind: 'missing_tool'; readonly goal: number }
  /** A policy forbids the last step of the goal. */
  | { readonly kind: 'forbidden_action'; readonly goal: number }
  /** The user asks for something that no product may do, along with their last request or after it. */
  | { readonly kind: 'forbidden_topic'; readonly topic: ForbiddenTopic; readonly apart: boolean }
  /** Asked to confirm the last step of the goal, the user thinks better of it. */
  | { readonly kind: 'not_confirmed'; readonly goal: number }
  | ToolErrorTwist;

/** A call of the step fails at first. */
export type ToolErrorTwist = {
  readonly kind: 'tool_error';
  readonly step: number;
  readonly error: ToolErrorType;
  readonly recovery: /** The same call again. */
    | { readonly by: 'retry' }
    /** The user said `first` for the slot; asked, they give the right value. */
    | { readonly by: 'asking'; readonly slot: number; readonly first: JsonValue }
    /** The failing call is of another endpoint that does the same; the step's own works. */
    | { readonly by: 'other_tool'; readonly endpointId: string; readonly arguments: readonly ChainArgument[] }
    /** Nothing helps: the goal ends here. */
    | { readonly by: 'telling' };
};

/** Calls that the executor answers with an error: of this name, with this value where one is given, so many times. */
export type Fault = {
  readonly callName: string;
  readonly when: { readonly place: JsonPointer; readonly value: JsonPrimitive } | null;
  readonly times: number;
  readonly type: ToolErrorType;
  readonly message: string;
};

export const forbiddenTopics = ['credentials', 'surveillance', 'circumvention'] as const;
export type ForbiddenTopic = (typeof forbiddenTopics)[number];
