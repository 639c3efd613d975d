import type { JsonValue, PointerPattern } from './json.js';
import type { ToolChain } from './tool-chain.js';
import type { Twist } from './twist.js';

/**
 * One row of the plan: everything about a record that depends on other records. A pure function of catalog, configuration,
 * seed and the rows before it; no text, no worker, no `n` has a say (law 7).
 */
export type PlanRow = {
  readonly index: number;
  readonly mode: SamplingMode;
  readonly locale: Locale;
  /** Local date and time of the conversation, ISO 8601 without offset. */
  readonly now: string;
  /** Wanted; what a record shows is recounted from it. */
  readonly phenomena: readonly PhenomenonName[];
  /** Attempt k of the realisation uses `attempts[k]`; all are distinct from every other row's. At least one. */
  readonly attempts: readonly PlanAttempt[];
  /** Strata of persona and style, so that neighbours differ without looking at each other. */
  readonly style: StyleStrata;
  /** What the memory found near this row; null with corpus memory off. */
  readonly corpusMemory: readonly CorpusMemoryEntry[] | null;
};

export type PlanAttempt = {
  readonly chain: ToolChain;
  /** Value of each slot of the chain, by index. */
  readonly bindings: readonly JsonValue[];
  /** Offered beside the needed ones, each once. */
  readonly distractors: readonly PlannedDistractor[];
  /** Indexes of the slots that the user withholds until asked. */
  readonly withheld: readonly number[];
  /** False where the chain's endpoints are not offered: nothing serves the request. */
  readonly served: boolean;
  /** Goals that each user message asks for, in order; every goal once. */
  readonly requests: readonly (readonly number[])[];
  /** For each list that others draw from. */
  readonly picks: readonly PlannedPick[];
  readonly twists: readonly Twist[];
};

/**
 * How a member of a list is settled on. `single`: the search names one thing and brings one; `first`: the user asks for the
 * top of the list; `ask`: the assistant shows the list and the user chooses; `later`: the user chooses in a later message.
 */
export type PlannedPick = {
  /** The step that brings the list. */
  readonly step: number;
  /** Pattern of the list's members in its answer. */
  readonly at: PointerPattern;
  readonly policy: 'single' | 'first' | 'ask' | 'later';
  /** How many members are taken. */
  readonly items: number;
};

/** An endpoint that is offered and not needed: no path of the graph leads from it to anything that the goals need. */
export type PlannedDistractor = {
  readonly endpointId: string;
  /** What it shares with an endpoint that is called; null where it shares nothing, which the record does not claim. */
  readonly shares: DistractorShare | null;
};

export const distractorShares = ['entity', 'name', 'category'] as const;
/** The same entity type, a telling word of the name, or the category of the catalog. */
export type DistractorShare = (typeof distractorShares)[number];

/** What the corpus memory found for this row: earlier goals near this one, in words made by rule. */
export type CorpusMemoryEntry = { readonly index: number; readonly text: string };

export const requestMoods = ['order', 'question', 'wish', 'need', 'wonder', 'noun'] as const;
export const requestLayouts = ['inline', 'front', 'stated', 'later'] as const;
export const requestOpenings = ['plain', 'greeting', 'setting'] as const;

/** Strata of persona and style, dealt so that neighbours differ. */
export type StyleStrata = {
  readonly register: 'terse' | 'chatty' | 'formal' | 'rushed';
  /** How requests are put, for choice. */
  readonly mood: (typeof requestMoods)[number];
  /** Where their values stand, for choice. */
  readonly layout: (typeof requestLayouts)[number];
  /** What stands before the first of them, for choice. */
  readonly opening: (typeof requestOpenings)[number];
  readonly ageBand: 'young' | 'adult' | 'senior';
  readonly temperament: 'calm' | 'cheerful' | 'irritable';
  readonly patience: 'patient' | 'impatient';
  readonly expertise: 'novice' | 'regular' | 'expert';
};

export const samplingModes = [
  'sequential',
  'multi_tool',
  'clarification_first',
  'parallel',
  'short',
] as const;
export type SamplingMode = (typeof samplingModes)[number];
export type ModeOption = SamplingMode | 'mixed';

export const patternTypes = [
  'no_call',
  'single_call',
  'sequential_multi_step',
  'search_then_action',
  'information_then_decision',
  'multi_tool_chain',
  'parallel',
] as const;
export type PatternType = (typeof patternTypes)[number];

export const phenomenonNames = [
  'parallel_calls',
  'missing_parameter',
  'ambiguous_intent',
  'choice_among_results',
  'user_correction',
  'confirmation',
  'follow_up_goal',
  'no_tool',
  'missing_tool',
  'tool_error',
  'refusal',
  'short',
  'long',
] as const;
export type PhenomenonName = (typeof phenomenonNames)[number];

/** Language and customs of a conversation, by the name of its folders of data: `en`, `ja`. */
export type Locale = string;
/** A locale, or `mixed`: several by their shares. */
export type LocaleOption = Locale;

/** Plans are made in its values, whatever their rows' locales: the same rows for every locale. */
export const referenceLocale: Locale = 'en';
