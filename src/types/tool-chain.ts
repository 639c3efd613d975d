import type { JsonValue, PointerPattern } from './json.js';

/** What a conversation will do: endpoints in call order, where each argument comes from, and the goals they serve. */
export type ToolChain = {
  readonly steps: readonly ChainStep[];
  /** Values the user brings. Several steps may share one. */
  readonly slots: readonly Slot[];
  /** Each goal owns consecutive steps; the last of them is what the user asks for. */
  readonly goals: readonly ChainGoal[];
};

export type ChainStep = {
  readonly endpointId: string;
  readonly arguments: readonly ChainArgument[];
  /** Steps of one goal with the same number are called in one message; null: alone. */
  readonly parallelGroup: number | null;
};

export type ChainArgument = { readonly parameter: string; readonly from: ChainSource };

export type ChainSource =
  | { readonly kind: 'slot'; readonly slot: number }
  /**
   * `step` is an index into `steps`; `field` a pattern in its response. Where the pattern crosses an array, `item` tells
   * which of the chosen members is meant: links with equal `step` and `item` mean the same member, 0 being the first chosen.
   */
  | { readonly kind: 'link'; readonly step: number; readonly field: PointerPattern; readonly item: number }
  /** The schema's default or only member is passed explicitly. */
  | { readonly kind: 'default'; readonly value: JsonValue };

/** A value that the user knows, before it has one: the plan binds it. */
export type Slot = {
  readonly concept: string | null;
  /** Words for it: `check-in date`. */
  readonly label: string;
  /** The first parameter it fills: its schema bounds the value. */
  readonly endpointId: string;
  readonly parameter: string;
};

export type ChainGoal = {
  /** Indexes into `steps`, ascending. */
  readonly steps: readonly number[];
};
