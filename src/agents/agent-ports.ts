import type { AssistantAct, UserAct } from '../language/acts.js';
import type { ConversationState, Pending } from '../simulation/conversation-state.js';
import type { JsonObject, JsonPointer } from '../types/json.js';
import type { Source } from '../types/provenance.js';

/** Speaks for the user: knows the scenario, withheld values included, and what was said; not what tools answered unseen. */
export interface UserProxy {
  /** Null: the user has nothing more to say. */
  next(state: ConversationState): UserMove | null;
}

export type UserMove = {
  readonly act: UserAct;
  /** Request that this message opens. */
  readonly opens: number | null;
  /** Members of lists that the user settles on, by step. */
  readonly picks: ReadonlyMap<number, readonly number[]>;
  /** Slot whose first value this message puts right. */
  readonly revises: number | null;
};

/** Speaks and acts for the assistant: knows the conversation and the offered tools. */
export interface Assistant {
  next(state: ConversationState): AssistantMove;
}

export type AssistantMove =
  | {
      readonly kind: 'call';
      readonly calls: readonly PlannedCall[];
      readonly picks: ReadonlyMap<number, readonly number[]>;
    }
  | {
      readonly kind: 'say';
      readonly act: AssistantAct;
      /** What it now waits for; null where the turn is the user's without a question. */
      readonly pending: DistributiveOmit<Pending, 'message'> | null;
      /** List members named in the text, by step. */
      readonly shown: ReadonlyMap<number, readonly number[]>;
    };

export type PlannedCall = {
  readonly step: number;
  /** True of another endpoint than the step's own, tried first. */
  readonly detour: boolean;
  readonly name: string;
  readonly parameters: JsonObject;
  readonly sources: readonly { readonly pointer: JsonPointer; readonly source: Source }[];
};

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
