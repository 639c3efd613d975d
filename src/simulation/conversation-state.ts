import type { SlotValue } from '../language/acts.js';
import type { ConversationBrief } from '../planner/conversation-brief.js';
import type { Message, ToolCall, ToolErrorOutput } from '../types/conversation.js';
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
  /** What the user would say now for each slot: the first value until it is put right. */
  readonly slots: SlotValue[];
  /** Values that the user said, by slot; one entry per element of a list value. */
  readonly mentions: Map<number, Mention[]>;
  /** By step: the call that brought its answer. */
  readonly executed: Map<number, ExecutedCall>;
  /** By step: the error that its last call ended in, until a call succeeds. */
  readonly failures: Map<number, StepFailure>;
  /** All calls in order, failed and superseded ones included. */
  readonly calls: MadeCall[];
  /** By step: indexes of the members taken from its list, in the order of `item`. */
  readonly picked: Map<number, readonly number[]>;
  /** By step: indexes of the members that the assistant named to the user. */
  readonly shown: Map<number, readonly number[]>;
  /** Steps whose answers the user was told. */
  readonly told: Set<number>;
  readonly confirmed: Set<number>;
  /** Steps that the user, asked, did not want after all. */
  readonly unconfirmed: Set<number>;
  /** Slots that the user put right. */
  readonly revised: Set<number>;
  /** True once the user was beside the point. */
  digressed: boolean;
  /** True once the user said which of two readings is meant. */
  specified: boolean;
  /** Request under way; -1 before the first. */
  request: number;
  /** How often each kind of act was put into words, by speaker, request and kind. */
  readonly spoken: Map<string, number>;
  /** What the assistant waits for. */
  pending: Pending | null;
  closed: boolean;
  /** Index of the user message that opened each request. */
  readonly requestMessages: number[];
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

export type MadeCall = ExecutedCall & { readonly step: number };

export type StepFailure = ToolErrorOutput['error'] & {
  /** Calls of the step's own endpoint that failed, one after the other. */
  readonly tries: number;
  /** True where what failed was another endpoint, tried first. */
  readonly detour: boolean;
};

export type Pending =
  | { readonly kind: 'values'; readonly slots: readonly number[]; readonly message: number }
  | { readonly kind: 'intent'; readonly message: number }
  | { readonly kind: 'revision'; readonly slot: number; readonly message: number }
  | { readonly kind: 'choice'; readonly step: number; readonly message: number }
  | { readonly kind: 'confirmation'; readonly steps: readonly number[]; readonly message: number };

export function createConversationState(brief: ConversationBrief): ConversationState {
  return {
    brief,
    messages: brief.systemMessage === '' ? [] : [{ role: 'system', content: brief.systemMessage }],
    slots: brief.slots.map((slot) => {
      const first = brief.firstValues.get(slot.slot);
      return first === undefined ? slot : { ...slot, values: [first] };
    }),
    mentions: new Map(),
    executed: new Map(),
    failures: new Map(),
    calls: [],
    picked: new Map(),
    shown: new Map(),
    told: new Set(),
    confirmed: new Set(),
    unconfirmed: new Set(),
    revised: new Set(),
    digressed: false,
    specified: false,
    request: -1,
    spoken: new Map(),
    pending: null,
    closed: false,
    requestMessages: [],
    argumentSources: [],
    answerSources: [],
    phenomena: [],
    gaps: [],
  };
}
