import type { Random } from '../random/random.js';
import { objectionTo } from './check-step.js';
import type { CompiledEdge, CompiledEndpoint, CompiledGraph } from './compile-graph.js';
import type { CompiledParameter } from './compile-parameter.js';
import { type Draft, type DraftStep, markDraft, pushStep, rewindDraft } from './draft.js';
import type { Freshness } from './freshness.js';
import type { SupplyPlan } from './plan-supply.js';
import type { SamplerSettings } from './sampler-settings.js';
import { sourceStep, usesStep, type Via } from './source-step.js';
import type { WaysOn } from './ways-on.js';

export type EnterOptions = {
  readonly via: readonly Via[];
  readonly newGoal: boolean;
  /** Steps that may still be added, suppliers included. */
  readonly room: number;
  /** Goals that may still be opened beyond the step's own. */
  readonly goals: number;
  /** False where the step may stand alone: the first, and suppliers. */
  readonly mustConnect: boolean;
};

/** Looks up what a walk needs beside the draft. */
export type Walk = {
  readonly graph: CompiledGraph;
  readonly settings: SamplerSettings;
  readonly supply: SupplyPlan;
  readonly ways: WaysOn;
  readonly random: Random;
  readonly freshness: Freshness;
};

/**
 * Adds an endpoint to the draft, its missing suppliers before it in the same goal. Says whether it could; when not, the
 * draft is as it was.
 */
export function enterEndpoint(
  walk: Walk,
  draft: Draft,
  target: CompiledEndpoint,
  options: EnterOptions,
): boolean {
  const mark = markDraft(draft);
  if (enter(walk, draft, target, options)) return true;
  rewindDraft(draft, mark);
  return false;
}

function enter(walk: Walk, draft: Draft, target: CompiledEndpoint, options: EnterOptions): boolean {
  let { via, newGoal } = options;
  const first = draft.steps.length;
  const firstSlot = draft.slots.length;
  // Each round brings one missing supplier, so the number of required parameters bounds them.
  for (let round = 0; round <= target.required.length; round += 1) {
    const slots = draft.slots.length;
    const sourced = sourceStep(walk, draft, target, via);
    if (sourced.ok) {
      if (options.mustConnect && !joins(draft, sourced.step, first, firstSlot)) return false;
      if (draft.steps.length - first >= options.room) return false;
      if (options.via.some((each) => !usesStep(sourced.step, each.step))) return false;
      if (!feedsFrom(draft, sourced.step, first)) return false;
      const opens =
        newGoal || (options.via.length === 0 && changesMind(draft, sourced.step, first, options.goals));
      if (objectionTo(draft, sourced.step, { newGoal: opens, settings: walk.settings }) !== null)
        return false;
      pushStep(draft, sourced.step, opens);
      return true;
    }
    draft.slots.length = slots;
    const supplier = addSupplier(walk, draft, target, sourced.missing, { ...options, newGoal }, first);
    if (!supplier) return false;
    via = [...via, supplier];
    newGoal = false;
  }
  return false;
}

/** Brings an endpoint that supplies the missing parameter, with its own suppliers, into the goal. */
function addSupplier(
  walk: Walk,
  draft: Draft,
  target: CompiledEndpoint,
  missing: CompiledParameter,
  options: EnterOptions,
  first: number,
): Via | null {
  const room = options.room - (draft.steps.length - first) - 1;
  const depth = walk.supply.depths[target.index] ?? -1;
  if (room < 1 || depth < 1) return null;
  const open = walk.ways.suppliers(target, missing);
  for (const edge of drawByWeight(walk, withoutUndone(walk, target, open), 4)) {
    const supplier = walk.graph.endpoints[edge.from];
    if (!supplier) continue;
    const entered = enterEndpoint(walk, draft, supplier, {
      via: [],
      newGoal: options.newGoal,
      room,
      goals: 0,
      mustConnect: false,
    });
    if (entered) return { step: draft.steps.length - 1, edge, item: 0 };
  }
  return null;
}

/** What is to be deleted was there already, where anything shows such things: nobody makes one for that. */
function withoutUndone(
  { graph, settings, random }: Walk,
  target: CompiledEndpoint,
  suppliers: readonly CompiledEdge[],
): readonly CompiledEdge[] {
  if (target.intent !== 'delete' || random.chance(settings.undoChance)) return suppliers;
  const others = suppliers.filter(({ from }) => graph.endpoints[from]?.intent !== 'create');
  return others.length > 0 ? others : suppliers;
}

/** Whether the step, or one of those from `first` on, takes something that the conversation already holds. */
function joins(draft: Draft, step: DraftStep, first: number, firstSlot: number): boolean {
  if (isConnected(step, first, firstSlot)) return true;
  for (let index = first; index < draft.steps.length; index += 1)
    if (isConnected(draft.steps[index] as DraftStep, first, firstSlot)) return true;
  return false;
}

/** Whether a step takes anything from the steps before `first` or the slots before `firstSlot`. */
export function isConnected(step: DraftStep, first: number, firstSlot: number): boolean {
  for (const argument of step.arguments) {
    if (argument.kind === 'link' && argument.step < first) return true;
    if (argument.kind === 'slot' && argument.slot < firstSlot && argument.parameter.isShared) return true;
  }
  return false;
}

/** Every supplier that was brought in must feed the step it was brought for, directly or through another. */
function feedsFrom(draft: Draft, step: DraftStep, first: number): boolean {
  if (draft.steps.length === first) return true;
  const used = new Set<number>();
  const use = ({ arguments: given }: DraftStep): void => {
    for (const argument of given) if (argument.kind === 'link') used.add(argument.step);
  };
  use(step);
  for (let index = draft.steps.length - 1; index >= first; index -= 1) {
    const supplier = draft.steps[index];
    if (!supplier || !used.has(index)) return false;
    use(supplier);
  }
  return true;
}

/** To undo what its suppliers just made is a wish of its own: they are done first. */
function changesMind(draft: Draft, step: DraftStep, first: number, goals: number): boolean {
  const last = draft.steps.at(-1);
  if (step.target.intent !== 'delete' || goals < 1 || draft.steps.length === first || !last) return false;
  draft.steps.pop();
  const complete = feedsFrom(draft, last, first);
  draft.steps.push(last);
  return complete;
}

/** A few edges, one after the other: the heavier ones tend to come first, and so do those that cover something new. */
export function* drawByWeight(
  { random, freshness }: Walk,
  edges: readonly CompiledEdge[],
  most: number,
): Generator<CompiledEdge, void, undefined> {
  const keys = edges.map(({ from, to, weight, links }) => {
    return random.next() ** (1 / (weight * freshness(from, to, links.length > 0)));
  });
  for (let taken = 0; taken < Math.min(most, edges.length); taken += 1) {
    let best = 0;
    for (let place = 1; place < keys.length; place += 1)
      if ((keys[place] as number) > (keys[best] as number)) best = place;
    keys[best] = -1;
    yield edges[best] as CompiledEdge;
  }
}
