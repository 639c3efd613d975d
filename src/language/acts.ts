import type { ToolErrorType } from '../types/conversation.js';
import type { JsonPrimitive, JsonSchema } from '../types/json.js';
import type { Source } from '../types/provenance.js';
import type { Intent } from '../types/tool-registry.js';
import type { ForbiddenTopic } from '../types/twist.js';
import type { EndpointWords } from './reading/endpoint-words.js';

/** What a speaker wants to say, before there are words. Agents decide on acts; `language` realises them. */
export type UserAct =
  | {
      readonly kind: 'request';
      readonly opening: boolean;
      /** `vague`: names the thing and not what to do about it; `specify`: says what was meant by that. */
      readonly manner: 'plain' | 'vague' | 'specify';
      readonly steps: readonly StepRequest[];
      /** What nobody may do, asked for as well. */
      readonly topic: ForbiddenTopic | null;
    }
  | { readonly kind: 'inform'; readonly slots: readonly SlotValue[] }
  | { readonly kind: 'choose'; readonly references: readonly Reference[] }
  | { readonly kind: 'confirm' }
  /** Beside the point: says something that answers no question. */
  | { readonly kind: 'digress' }
  /** Does not want what was put to them. */
  | { readonly kind: 'refuse' }
  /** Puts a value right: once the answer is there, or where the assistant asks whether to go ahead. */
  | {
      readonly kind: 'correct';
      readonly slot: SlotValue;
      /** What was said before, in the words of then; empty where it was no single word or name. */
      readonly old: string;
      readonly when: 'after_report' | 'at_confirmation';
    }
  /** `thing`: what the assistant helped with last. */
  | { readonly kind: 'thank'; readonly thing: EndpointWords };

export type AssistantAct =
  /** `again`: the question was not answered. */
  | { readonly kind: 'ask'; readonly slots: readonly SlotQuestion[]; readonly again: boolean }
  | {
      readonly kind: 'offer_choice';
      readonly list: ListReport;
      readonly singular: string;
      readonly several: boolean;
    }
  | { readonly kind: 'ask_confirmation'; readonly steps: readonly ConfirmationItem[] }
  | { readonly kind: 'report'; readonly parts: readonly ReportPart[]; readonly undone: readonly UndonePart[] }
  | { readonly kind: 'ask_intent'; readonly readings: readonly Reading[] }
  /** A tool did not take a value: says so and asks for another. */
  | {
      readonly kind: 'ask_again';
      readonly error: ToolErrorType;
      readonly question: SlotQuestion;
      readonly value: Fact | null;
      readonly words: EndpointWords;
    }
  | { readonly kind: 'welcome' };

/** One way to understand a request. */
export type Reading = { readonly words: EndpointWords; readonly intent: Intent };

/** What was asked for and not done. `after`: how many parts of the answer stand before it, as it was asked. */
export type UndonePart = { readonly after: number } & (
  | {
      readonly kind: 'no_tool' | 'policy' | 'not_confirmed' | 'error';
      readonly words: EndpointWords;
      readonly intent: Intent;
      readonly error: ToolErrorType | null;
    }
  | { readonly kind: 'topic'; readonly topic: ForbiddenTopic }
);

/** One thing the user asks for; siblings of a parallel group that differ in values only are one request. */
export type StepRequest = {
  readonly words: EndpointWords;
  readonly intent: Intent;
  /** Slots that all siblings share. */
  readonly shared: readonly SlotValue[];
  /** Slots of each sibling alone; one list for a lone step. */
  readonly own: readonly (readonly SlotValue[])[];
  /** Values said for an earlier goal that this one takes over. */
  readonly kept: readonly SlotValue[];
  readonly reference: Reference | null;
};

/** A value that the user brings, with what is needed to say it. */
export type SlotValue = {
  readonly slot: number;
  /** Of the endpoint that the value goes to. */
  readonly intent: Intent;
  readonly label: string;
  readonly description: string;
  readonly concept: string | null;
  /** The concept and its ancestors. */
  readonly concepts: readonly string[];
  readonly schema: JsonSchema;
  /** A list value is said element by element. */
  readonly values: readonly JsonPrimitive[];
  readonly isList: boolean;
  /** True where it is known of the user beforehand, and said by nobody. */
  readonly fromContext?: boolean;
};

export type SlotQuestion = Pick<SlotValue, 'label' | 'concepts' | 'schema' | 'intent'>;

/** How the user points at something that an earlier answer brought (or will bring). */
export type Reference = {
  /** `open`: one that is still to be chosen. */
  readonly by: 'pronoun' | 'first' | 'ordinal' | 'name' | 'open' | 'that' | 'value' | 'extreme';
  /** With `extreme`: what the thing leads in among those that were named. */
  readonly extreme?: 'cheapest' | 'best_rated' | 'quickest' | 'nearest';
  /** `near`: what is asked for lies around the thing. */
  readonly preposition: 'for' | 'near';
  readonly singular: string;
  readonly plural: string;
  /** 0-based places in the list, for ordinals. */
  readonly places: readonly number[];
  /** How many are meant; more than one only with `first`. */
  readonly count: number;
  /** The name as the answer shows it, for `name`; for `value` the words for the value that is taken over (`city`). */
  readonly name: string;
};

/** One value that an answer tells. */
export type Fact = {
  readonly label: string;
  readonly concept: string | null;
  readonly concepts: readonly string[];
  readonly schema: JsonSchema;
  readonly value: JsonPrimitive;
  readonly source: Source;
  /** The text said before, where the value repeats the user's words. */
  readonly verbatim?: string;
  /** Code of the currency that the answer shows beside an amount. */
  readonly currency?: string;
  /** The family name that is said behind a first name. */
  readonly family?: Fact;
};

export type ConfirmationItem = {
  readonly words: EndpointWords;
  readonly intent: Intent;
  /** What it is done to, by its name; null when it has none. */
  readonly target: Fact | null;
  readonly details: readonly Fact[];
};

export type ItemReport = { readonly name: Fact | null; readonly facts: readonly Fact[] };

export type ListReport = {
  readonly kind: 'list';
  readonly words: EndpointWords;
  /** What tells it from a sibling's list: the user's own words. */
  readonly about: Fact | null;
  readonly count: { readonly value: number; readonly source: Source };
  readonly items: readonly ItemReport[];
  /** Asked for in order to compare its members. */
  readonly isComparison: boolean;
  /** How two members that were to be compared differ; empty otherwise. */
  readonly comparisons: readonly Comparison[];
};

/** Two members that differ in a number that was told of both. */
export type Comparison = { readonly lesser: ComparedMember; readonly greater: ComparedMember };
export type ComparedMember = { readonly name: Fact; readonly fact: Fact };

export type ReportPart =
  | ListReport
  /** Which member of a list was taken, when the list itself is not what was asked for. */
  | {
      readonly kind: 'picked';
      readonly words: EndpointWords;
      readonly count: ListReport['count'];
      readonly name: Fact;
    }
  | {
      readonly kind: 'object';
      readonly words: EndpointWords;
      readonly about: Fact | null;
      readonly item: ItemReport;
    }
  | { readonly kind: 'values'; readonly words: EndpointWords; readonly values: readonly Fact[] }
  | {
      readonly kind: 'written';
      readonly words: EndpointWords;
      readonly intent: Intent;
      /** What it was done to or for, by its name; null where it has none. */
      readonly target: Fact | null;
      readonly item: ItemReport;
    };
