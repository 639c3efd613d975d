import type { Random } from '../random/random.js';
import type { CompiledEdge, CompiledEndpoint, CompiledParameter } from './compile-graph.js';
import { type Draft, type DraftArgument, type DraftStep, isSameSource } from './draft.js';
import type { Walk } from './enter-endpoint.js';
import { instanceOfArgument } from './instances.js';
import { isKnownAlready } from './known-already.js';
import { needsSupply } from './plan-supply.js';
import type { SamplerSettings } from './sampler-settings.js';
import { shareSlot } from './share-slot.js';

/** The step and edge that a new step follows. */
export type Via = { readonly step: number; readonly edge: CompiledEdge; readonly item: number };

export type SourcedStep =
  | { readonly ok: true; readonly step: DraftStep }
  | { readonly ok: false; readonly missing: CompiledParameter };

/**
 * Finds a source for every argument of a step at the end of the draft: the link that is followed, a link from an earlier
 * step, a value already said, a new value of the user, the schema's default. New slots are added to the draft.
 */
export function sourceStep(
  walk: Walk,
  draft: Draft,
  target: CompiledEndpoint,
  via: readonly Via[],
): SourcedStep {
  const { settings, random } = walk;
  const step: DraftStep = { target, arguments: [], group: null };
  const add = (argument: DraftArgument): void => void step.arguments.push(argument);
  const slotsBefore = draft.slots.length;
  for (const parameter of target.required) {
    const argument =
      followLink(walk, draft, step, parameter, via) ??
      (parameter.wantsLink ? findLink(walk, draft, step, parameter) : null) ??
      speak(walk, draft, step, parameter, slotsBefore);
    if (!argument) {
      draft.slots.length = slotsBefore;
      return { ok: false, missing: parameter };
    }
    add(argument);
  }
  for (const argument of optionalLinks(draft, step, via, settings, random)) add(argument);
  for (const argument of optionalSlots(draft, step, slotsBefore, settings, random)) add(argument);
  return { ok: true, step };
}

/** A parameter's link on one of the followed edges: the first edge, then member, that the step is not about already. */
function followLink(
  walk: Walk,
  draft: Draft,
  step: DraftStep,
  parameter: CompiledParameter,
  via: readonly Via[],
): DraftArgument | null {
  if (via.length === 0) return null;
  // Of the two ends that one field fills, the second takes the second thing: never the latitude of one with the longitude
  // of the other.
  const isSecond = via.some((each) =>
    each.edge.links.some((link) => link.parameter === parameter.index && link.rank > 0),
  );
  const sources = isSecond ? [...via].reverse() : via;
  for (const next of isSecond && via.length === 1 ? [1, 0] : [0, 1]) {
    for (const each of sources) {
      const link = each.edge.links.find((candidate) => candidate.parameter === parameter.index);
      if (!link || (next > 0 && !link.list)) continue;
      if (isKnownAlready(draft, parameter, each.step, walk.settings)) continue;
      const item = link.list ? each.item + next : 0;
      const argument: DraftArgument = { parameter, kind: 'link', step: each.step, item, link };
      if (!isTaken(draft, step, argument)) return argument;
    }
  }
  return null;
}

/** A link from the latest earlier step that has one. */
function findLink(
  walk: Walk,
  draft: Draft,
  step: DraftStep,
  parameter: CompiledParameter,
): DraftArgument | null {
  for (let index = draft.steps.length - 1; index >= 0; index -= 1) {
    const source = draft.steps[index]?.target;
    const edge = source
      ? walk.graph.endpoints[step.target.index]?.incoming.find((each) => each.from === source.index)
      : undefined;
    const argument = edge ? followLink(walk, draft, step, parameter, [{ step: index, edge, item: 0 }]) : null;
    if (argument) return argument;
  }
  return null;
}

/** True when the step takes this very value already, or is about the same thing by another way. */
function isTaken(draft: Draft, step: DraftStep, argument: DraftArgument): boolean {
  const instance = instanceOfArgument(draft, argument);
  return step.arguments.some(
    (other) =>
      isSameSource(other, argument) ||
      (instance !== null &&
        other.parameter.meaning?.entity === argument.parameter.meaning?.entity &&
        instanceOfArgument(draft, other) === instance),
  );
}

function speak(
  walk: Walk,
  draft: Draft,
  step: DraftStep,
  parameter: CompiledParameter,
  slotsBefore: number,
): DraftArgument | null {
  const { target } = step;
  if (parameter.source === 'none') return null;
  if (needsSupply(parameter) && !walk.supply.spokenAnyway.has(target.index)) return null;
  if (parameter.source === 'default')
    return parameter.preset === undefined ? null : { parameter, kind: 'default' };
  return (
    shareSlot(draft, step, parameter, slotsBefore, walk.settings) ?? newSlot(draft, step.target, parameter)
  );
}

function newSlot(draft: Draft, owner: CompiledEndpoint, parameter: CompiledParameter): DraftArgument {
  return { parameter, kind: 'slot', slot: draft.slots.push({ owner, parameter }) - 1 };
}

/** Optional parameters on the followed edges: always the first where nothing else feeds from the edge, else now and then. */
function optionalLinks(
  draft: Draft,
  step: DraftStep,
  via: readonly Via[],
  settings: SamplerSettings,
  random: Random,
): DraftArgument[] {
  const found: DraftArgument[] = [];
  for (const each of via) {
    for (const link of each.edge.links) {
      const parameter = step.target.parameters[link.parameter];
      if (!parameter || parameter.required) continue;
      if (isKnownAlready(draft, parameter, each.step, settings)) continue;
      const isFed = usesStep(step, each.step) || usesStep({ ...step, arguments: found }, each.step);
      if (isFed && !(parameter.wantsLink && random.chance(settings.optional.linkChance))) continue;
      const argument: DraftArgument = {
        parameter,
        kind: 'link',
        step: each.step,
        item: link.list ? each.item : 0,
        link,
      };
      if (!isTaken(draft, step, argument) && !found.some((other) => other.parameter === parameter))
        found.push(argument);
    }
  }
  return found;
}

/** Whether a step takes anything from the given earlier one. */
export function usesStep(step: DraftStep, earlier: number): boolean {
  return step.arguments.some((argument) => argument.kind === 'link' && argument.step === earlier);
}

function withArguments(step: DraftStep, more: readonly DraftArgument[]): DraftStep {
  return { ...step, arguments: [...step.arguments, ...more] };
}

function optionalSlots(
  draft: Draft,
  step: DraftStep,
  slotsBefore: number,
  settings: SamplerSettings,
  random: Random,
): DraftArgument[] {
  const { chance, maximum, bareChance, sharedChance, limitChance, sortChance } = settings.optional;
  const found: DraftArgument[] = [];
  // A place that an answer gave is said; one thing that is named leaves nothing to narrow.
  const isPlaced = step.arguments.some(
    ({ kind, parameter }) => kind === 'link' && settings.placeConcepts.has(parameter.meaning?.anchor ?? ''),
  );
  const { intent, idParameter } = step.target.endpoint;
  // What is looked for by its name is found.
  const names =
    intent === 'search' &&
    step.arguments.some(
      ({ kind, parameter }) =>
        parameter.parameter.name === idParameter ||
        (kind === 'link' &&
          !parameter.wantsLink &&
          !settings.placeConcepts.has(parameter.meaning?.anchor ?? '')),
    );
  const open = step.target.sayable.filter(
    (parameter) =>
      !step.arguments.some((argument) => argument.parameter === parameter) &&
      !(isPlaced && settings.placeConcepts.has(parameter.meaning?.anchor ?? '')) &&
      !names,
  );
  for (const parameter of open) {
    if (found.length >= maximum) break;
    const shared =
      slotsBefore === 0
        ? null
        : shareSlot(draft, withArguments(step, found), parameter, slotsBefore, settings);
    if (shared ? random.chance(sharedChance) : random.chance(chance / Math.max(1, open.length / 2)))
      found.push(shared ?? newSlot(draft, step.target, parameter));
  }
  // A search for nothing in particular is rare where one could say what for.
  if (open.length > 0 && step.arguments.length + found.length === 0 && random.chance(bareChance)) {
    found.push(newSlot(draft, step.target, random.pick(open)));
  }
  const { limit, sort } = step.target;
  if (limit && random.chance(limitChance)) found.push(newSlot(draft, step.target, limit));
  if (sort && random.chance(sortChance)) found.push(newSlot(draft, step.target, sort));
  return found;
}
