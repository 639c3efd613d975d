import type { SlotValue } from '../language/acts.js';
import type { EndpointWords } from '../language/endpoint-words.js';
import type { JsonPointer, PointerPattern } from '../types/json.js';
import type { PlannedDistractor } from '../types/plan-row.js';
import type { Scenario } from '../types/scenario.js';
import type { ToolChain } from '../types/tool-chain.js';
import type { Endpoint } from '../types/tool-registry.js';

/** All that the simulation of one conversation needs: the scenario, and the task behind it with its words. */
export type ConversationBrief = {
  readonly scenario: Scenario;
  readonly systemMessage: string;
  readonly chain: ToolChain;
  readonly steps: readonly BriefStep[];
  /** Index of each step's goal. */
  readonly goalOf: readonly number[];
  readonly slots: readonly SlotValue[];
  /** Slots that the user says only when asked. */
  readonly withheld: ReadonlySet<number>;
  /** Slots that the system message states: where in the scenario. */
  readonly context: ReadonlyMap<number, JsonPointer>;
  /** By step whose list others draw from. */
  readonly picks: ReadonlyMap<number, Pick>;
  /** Endpoints offered, in the order of the record's `tools`. */
  readonly offered: readonly Endpoint[];
  /** Those of them that are not needed. */
  readonly distractors: readonly PlannedDistractor[];
  /** False where nothing offered serves the request. */
  readonly served: boolean;
};

export type BriefStep = {
  readonly endpoint: Endpoint;
  readonly words: EndpointWords;
};

/**
 * How a member of a list is settled on. `single`: the search names one thing and brings one; `first`: the user asks for the
 * top of the list; `ask`: the assistant shows the list and the user chooses; `later`: the user chooses in a later request.
 */
export type Pick = {
  /** Pattern of the list's members in the supplier's answer. */
  readonly at: PointerPattern;
  readonly policy: 'single' | 'first' | 'ask' | 'later';
  readonly items: number;
};
