import type { AssistantAct, UserAct } from '../language/acts.js';
import type { Utterance } from '../language/utterance.js';
import type { ConversationState, Pending } from '../simulation/conversation-state.js';
import type { JsonObject, JsonPointer } from '../types/json.js';
import type { Source } from '../types/provenance.js';

/** Decides for the user: knows the scenario, withheld values included, and what was said; not what tools answered unseen. */
export interface UserProxy {
  /** Null: the user has nothing more to say. */
  next(state: ConversationState): UserMove | null;
}

export type UserMove = UserEffects & { readonly act: UserAct };

/** What a user's message changes beside what it says. */
export type UserEffects = {
  /** Request that this message opens. */
  readonly opens: number | null;
  /** Members of lists that the user settles on, by step. */
  readonly picks: ReadonlyMap<number, readonly number[]>;
  /** Slot whose first value this message puts right. */
  readonly revises: number | null;
};

/** Decides for the assistant: knows the conversation and the offered tools. */
export interface Assistant {
  next(state: ConversationState): AssistantMove;
}

export type AssistantMove = CallMove | (SayEffects & { readonly kind: 'say'; readonly act: AssistantAct });

export type CallMove = {
  readonly kind: 'call';
  readonly calls: readonly PlannedCall[];
  readonly picks: ReadonlyMap<number, readonly number[]>;
  /** What a model thought before it, where that was asked for. */
  readonly reasoning?: string;
};

/** What a text of the assistant changes beside what it says. */
export type SayEffects = {
  /** What it now waits for; null where the turn is the user's without a question. */
  readonly pending: DistributiveOmit<Pending, 'message'> | null;
  /** List members named in the text, by step. */
  readonly shown: ReadonlyMap<number, readonly number[]>;
};

/** Both sides as the turn loop hears them: in words, with what supports them. Live ones answer later. */
export type Speakers = {
  readonly user: { next(state: ConversationState): Awaitable<SpokenUserMove | null> };
  readonly assistant: { next(state: ConversationState): Awaitable<CallMove | SpokenAssistantMove> };
};

export type SpokenUserMove = UserEffects & {
  readonly utterance: Utterance;
  /** `correction`: puts a value right; `digression`: beside the point; `refusal`: does not want what was put to them. */
  readonly manner: 'plain' | 'correction' | 'digression' | 'refusal' | 'thanks';
};

export type SpokenAssistantMove = SayEffects & {
  readonly kind: 'say';
  readonly utterance: Utterance;
  /** Whether it tells what the calls brought. */
  readonly isReport: boolean;
  /** What a model thought before it, where that was asked for. */
  readonly reasoning?: string;
};

export type Awaitable<T> = T | Promise<T>;

export type PlannedCall = {
  readonly step: number;
  /** True of another endpoint than the step's own, tried first. */
  readonly detour: boolean;
  readonly name: string;
  readonly parameters: JsonObject;
  readonly sources: readonly { readonly pointer: JsonPointer; readonly source: Source }[];
};

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
