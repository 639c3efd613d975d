import type { Intent } from '../types/tool-registry.js';
import type { CompiledEndpoint, CompiledLink } from './compile-graph.js';
import type { CompiledParameter } from './compile-parameter.js';

/** A chain while it grows. Steps are only ever added at the end, together with the goal that they serve. */
export type Draft = {
  readonly steps: DraftStep[];
  readonly slots: DraftSlot[];
  /** Step indexes by goal. */
  readonly goals: number[][];
  groups: number;
};

export type DraftStep = {
  readonly target: CompiledEndpoint;
  readonly arguments: DraftArgument[];
  group: number | null;
};

export type DraftArgument =
  | { readonly parameter: CompiledParameter; readonly kind: 'slot'; readonly slot: number }
  | { readonly parameter: CompiledParameter; readonly kind: 'default' }
  | {
      readonly parameter: CompiledParameter;
      readonly kind: 'link';
      readonly step: number;
      readonly item: number;
      readonly link: CompiledLink;
    };

export type DraftSlot = { readonly owner: CompiledEndpoint; readonly parameter: CompiledParameter };

export function createDraft(): Draft {
  return { steps: [], slots: [], goals: [], groups: 0 };
}

/** Where a draft stood, to come back to. */
export type Mark = {
  readonly steps: number;
  readonly slots: number;
  readonly goals: number;
  readonly lastGoal: number;
  readonly groups: number;
};

export function markDraft(draft: Draft): Mark {
  return {
    steps: draft.steps.length,
    slots: draft.slots.length,
    goals: draft.goals.length,
    lastGoal: draft.goals.at(-1)?.length ?? 0,
    groups: draft.groups,
  };
}

export function rewindDraft(draft: Draft, mark: Mark): void {
  draft.steps.length = mark.steps;
  draft.slots.length = mark.slots;
  draft.goals.length = mark.goals;
  const last = draft.goals.at(-1);
  if (last) last.length = mark.lastGoal;
  draft.groups = mark.groups;
}

/** Adds a step to the last goal, or to a goal of its own. */
export function pushStep(draft: Draft, step: DraftStep, newGoal: boolean): void {
  const index = draft.steps.push(step) - 1;
  const goal = draft.goals.at(-1);
  if (newGoal || !goal) draft.goals.push([index]);
  else goal.push(index);
}

/** Whether two arguments take the very same value from the very same place. */
export function isSameSource(left: DraftArgument, right: DraftArgument): boolean {
  if (left.kind === 'slot') return right.kind === 'slot' && left.slot === right.slot;
  if (left.kind === 'default') return false;
  return (
    right.kind === 'link' &&
    left.step === right.step &&
    left.item === right.item &&
    left.link.path === right.link.path
  );
}

/** The last goal's steps, none before the first. */
export function lastGoal(draft: Draft): readonly number[] {
  return draft.goals.at(-1) ?? [];
}

const writes: ReadonlySet<Intent> = new Set(['create', 'update', 'delete', 'execute']);

export function isWrite(intent: Intent): boolean {
  return writes.has(intent);
}
