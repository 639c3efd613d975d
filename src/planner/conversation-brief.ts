import type { SlotValue } from '../language/acts.js';
import type { EndpointWords } from '../language/reading/endpoint-words.js';
import type { JsonPointer, JsonPrimitive } from '../types/json.js';
import type { PlannedDistractor, PlannedPick } from '../types/plan-row.js';
import type { Scenario } from '../types/scenario.js';
import type { ChainArgument, ToolChain } from '../types/tool-chain.js';
import type { Endpoint } from '../types/tool-registry.js';
import type { Fault, ForbiddenTopic, Twist } from '../types/twist.js';

/** All that the simulation of one conversation needs: the scenario, and the task behind it with its words. */
export type ConversationBrief = {
  readonly scenario: Scenario;
  readonly systemMessage: string;
  readonly chain: ToolChain;
  readonly steps: readonly BriefStep[];
  /** What each user message that opens something asks for. */
  readonly requests: readonly BriefRequest[];
  /** Index of each step's request. */
  readonly requestOf: readonly number[];
  /** With the values that hold in the end. */
  readonly slots: readonly SlotValue[];
  /** Values that the user says at first and puts right later, by slot. */
  readonly firstValues: ReadonlyMap<number, JsonPrimitive>;
  /** Slots that the user says only when asked. */
  readonly withheld: ReadonlySet<number>;
  /** True of a user who, asked for a value, is beside the point once. */
  readonly digresses: boolean;
  /** Slots that the system message states: where in the scenario. */
  readonly context: ReadonlyMap<number, JsonPointer>;
  /** By step whose list others draw from. */
  readonly picks: ReadonlyMap<number, PlannedPick>;
  /** Endpoints offered, in the order of the record's `tools`. */
  readonly offered: readonly Endpoint[];
  /** Those of them that are not needed. */
  readonly distractors: readonly PlannedDistractor[];
  /** By goal: why nothing is called for it. */
  readonly undone: ReadonlyMap<number, 'no_tool' | 'policy'>;
  readonly twists: readonly Twist[];
  /** What else the first request could mean; null where it is plain. */
  readonly ambiguity: BriefStep | null;
  /** By step: what is tried before it and fails. */
  readonly detours: ReadonlyMap<number, BriefDetour>;
  /** Calls that fail, for the executor. */
  readonly faults: readonly Fault[];
};

export type BriefStep = {
  readonly endpoint: Endpoint;
  readonly words: EndpointWords;
  /** What is asked for in a few words, as the record states goals. */
  readonly goal: string;
};

export type BriefRequest = {
  readonly goals: readonly number[];
  /** Of all its goals, in order. */
  readonly steps: readonly number[];
  /** What the user asks for that nobody may do. */
  readonly topic: ForbiddenTopic | null;
};

export type BriefDetour = BriefStep & { readonly arguments: readonly ChainArgument[] };
