import type { ConversationBrief } from '../planner/conversation-brief.js';
import type { Message, ToolCall } from '../types/conversation.js';
import type { PhenomenonEvidence } from '../types/dataset-record.js';
import type { JsonPrimitive, JsonValue } from '../types/json.js';
import type { AnswerProvenance, ArgumentProvenance, Normalization } from '../types/provenance.js';

/**
 * The protocol between the agents: what was said and done so far. The turn loop alone writes it; agents read it and return
 * what they want to say or call.
 */
export type ConversationState = {
  readonly brief: ConversationBrief;
  readonly messages: Message[];
  /** Values that the user said, by slot; one entry per element of a list value. */
  readonly mentions: Map<number, Mention[]>;
  /** By step. */
  readonly executed: Map<number, ExecutedCall>;
  /** By step: indexes of the members taken from its list, in the order of `item`. */
  readonly picked: Map<number, readonly number[]>;
  /** By step: indexes of the members that the assistant named to the user. */
  readonly shown: Map<number, readonly number[]>;
  readonly confirmed: Set<number>;
  /** Goal under way; -1 before the first request. */
  goal: number;
  /** True between a goal's request and its final answer. */
  open: boolean;
  /** What the assistant waits for. */
  pending: Pending | null;
  closed: boolean;
  /** Index of the user message that opened each goal. */
  readonly goalMessages: number[];
  readonly argumentSources: ArgumentProvenance[];
  readonly answerSources: AnswerProvenance[];
  readonly phenomena: PhenomenonEvidence[];
  /** Values that a step needed when it was reached and nobody had given: what the assistant then asked for. */
  readonly gaps: GroundingGap[];
};

export type GroundingGap = {
  readonly step: number;
  readonly endpoint: string;
  readonly parameters: readonly string[];
};

export type Mention = {
  readonly message: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly value: JsonPrimitive;
  readonly normalization?: Normalization;
};

export type ExecutedCall = { readonly call: ToolCall; readonly output: JsonValue; readonly message: number };

export type Pending =
  | { readonly kind: 'values'; readonly slots: readonly number[]; readonly message: number }
  | { readonly kind: 'choice'; readonly step: number; readonly message: number }
  | { readonly kind: 'confirmation'; readonly steps: readonly number[]; readonly message: number };

export function createConversationState(brief: ConversationBrief): ConversationState {
  return {
    brief,
    messages: brief.systemMessage === '' ? [] : [{ role: 'system', content: brief.systemMessage }],
    mentions: new Map(),
    executed: new Map(),
    picked: new Map(),
    shown: new Map(),
    confirmed: new Set(),
    goal: -1,
    open: false,
    pending: null,
    closed: false,
    goalMessages: [],
    argumentSources: [],
    answerSources: [],
    phenomena: [],
    gaps: [],
  };
}
