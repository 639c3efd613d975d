import { objectionTo } from './check-step.js';
import type { CompiledEndpoint } from './compile-graph.js';
import { type Draft, type DraftStep, isWrite, markDraft, pushStep, rewindDraft } from './draft.js';
import { drawByWeight, enterEndpoint, isConnected, type Walk } from './enter-endpoint.js';
import type { ParallelShape } from './sampler-settings.js';
import { sourceStep } from './source-step.js';

/** Adds two steps that run side by side, of one of the given shapes. False, and the draft as it was, when none fits. */
export function addParallelGroup(
  walk: Walk,
  draft: Draft,
  shape: ParallelShape,
  target: CompiledEndpoint,
  newGoal: boolean,
): boolean {
  const mark = markDraft(draft);
  const done =
    shape === 'sameEndpoint'
      ? addSameEndpoint(walk, draft, target)
      : shape === 'sameValue'
        ? addSameValue(walk, draft, target)
        : shape === 'foundItems'
          ? addFoundItems(walk, draft, newGoal)
          : addFanIn(walk, draft, target);
  if (!done) rewindDraft(draft, mark);
  return done;
}

/** One endpoint for two values that people name in one breath: the weather in two cities. Opens the conversation. */
function addSameEndpoint(walk: Walk, draft: Draft, target: CompiledEndpoint): boolean {
  if (draft.steps.length > 0 || isWrite(target.intent)) return false;
  if (!enterEndpoint(walk, draft, target, { via: [], newGoal: true, room: 1, goals: 0, mustConnect: false }))
    return false;
  const first = draft.steps[0];
  const compared = first ? comparedArgument(first) : null;
  if (!first || compared === null) return false;
  return addSibling(walk, draft, 0, varySlot(draft, first, compared));
}

/** Details of two members of the list that the last step found. */
function addFoundItems(walk: Walk, draft: Draft, newGoal: boolean): boolean {
  const source = draft.steps.length - 1;
  const last = draft.steps[source];
  if (!last) return false;
  for (const edge of drawByWeight(walk, walk.ways.toMembers(last.target), 4)) {
    const target = walk.graph.endpoints[edge.to];
    if (!target || draft.steps.some((step) => step.target === target)) continue;
    const mark = markDraft(draft);
    const via = [{ step: source, edge, item: 0 }];
    if (enterEndpoint(walk, draft, target, { via, newGoal, room: 1, goals: 0, mustConnect: true })) {
      const index = draft.steps.length - 1;
      const first = draft.steps[index];
      if (first && addSibling(walk, draft, index, otherItem(first, source))) return true;
    }
    rewindDraft(draft, mark);
  }
  return false;
}

/** Two endpoints for one value: weather and hotels in one city. Opens the conversation. */
function addSameValue(walk: Walk, draft: Draft, target: CompiledEndpoint): boolean {
  if (draft.steps.length > 0 || isWrite(target.intent)) return false;
  if (!enterEndpoint(walk, draft, target, { via: [], newGoal: true, room: 1, goals: 0, mustConnect: false }))
    return false;
  for (const edge of drawByWeight(walk, target.semantic, 8)) {
    const other = walk.graph.endpoints[edge.to];
    if (!other?.entry || isWrite(other.intent)) continue;
    if (other.entity === target.entity && other.tool !== target.tool) continue;
    const slots = draft.slots.length;
    const sourced = sourceStep(walk, draft, other, []);
    if (
      sourced.ok &&
      isConnected(sourced.step, 1, slots) &&
      !hasLinks(sourced.step) &&
      addSibling(walk, draft, 0, sourced.step)
    )
      return true;
    draft.slots.length = slots;
  }
  return false;
}

/** Two look-ups that both feed one call: the airports of two cities, then flights between them. Opens the conversation. */
function addFanIn(walk: Walk, draft: Draft, target: CompiledEndpoint): boolean {
  if (draft.steps.length > 0) return false;
  for (const edge of drawByWeight(walk, walk.ways.doubleSuppliers(target), 3)) {
    const supplier = walk.graph.endpoints[edge.from];
    if (!supplier) continue;
    const mark = markDraft(draft);
    if (addSameEndpoint(walk, draft, supplier)) {
      const via = [0, 1].map((step) => ({ step, edge, item: 0 }));
      const sourced = sourceStep(walk, draft, target, via);
      if (
        sourced.ok &&
        usesBoth(sourced.step) &&
        objectionTo(draft, sourced.step, { newGoal: false, settings: walk.settings }) === null
      ) {
        pushStep(draft, sourced.step, false);
        return true;
      }
    }
    rewindDraft(draft, mark);
  }
  return false;
}

function addSibling(walk: Walk, draft: Draft, first: number, sibling: DraftStep): boolean {
  const step = draft.steps[first];
  if (
    !step ||
    objectionTo(draft, sibling, { newGoal: false, settings: walk.settings, siblingOf: first }) !== null
  )
    return false;
  const group = draft.groups;
  draft.groups += 1;
  draft.steps[first] = { ...step, group };
  pushStep(draft, { ...sibling, group }, false);
  return true;
}

/** The one argument that people name two of. None where the call compares already, or says twice where something is. */
function comparedArgument(step: DraftStep): number | null {
  if (step.target.intent === 'compare') return null;
  const places = step.arguments.flatMap(({ kind, parameter }, index) =>
    kind === 'slot' && parameter.required && parameter.isCompared ? index : [],
  );
  const [place] = places;
  if (place === undefined || places.length > 1) return null;
  const compared = step.arguments[place]?.parameter;
  const saysMore = step.arguments.some(
    ({ parameter }, index) =>
      index !== place &&
      (parameter.anchor === compared?.anchor || (compared?.isPlace === true && parameter.isPlace)),
  );
  return saysMore ? null : place;
}

function varySlot(draft: Draft, step: DraftStep, place: number): DraftStep {
  const varied = step.arguments.map((argument, index) => {
    if (index !== place) return argument;
    const slot = draft.slots.push({ owner: step.target, parameter: argument.parameter }) - 1;
    return { parameter: argument.parameter, kind: 'slot' as const, slot };
  });
  return { ...step, arguments: varied };
}

function otherItem(step: DraftStep, source: number): DraftStep {
  return {
    ...step,
    arguments: step.arguments.map((argument) =>
      argument.kind === 'link' && argument.step === source && argument.link.list
        ? { ...argument, item: 1 }
        : argument,
    ),
  };
}

function usesBoth(step: DraftStep): boolean {
  return [0, 1].every((index) =>
    step.arguments.some((argument) => argument.kind === 'link' && argument.step === index),
  );
}

function hasLinks(step: DraftStep): boolean {
  return step.arguments.some((argument) => argument.kind === 'link');
}
