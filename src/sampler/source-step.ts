import type { Random } from '../random/random.js';
import { changesNothing, isChange } from './changes-nothing.js';
import type { CompiledEdge, CompiledEndpoint } from './compile-graph.js';
import type { CompiledParameter } from './compile-parameter.js';
import { type Draft, type DraftArgument, type DraftStep, isSameSource } from './draft.js';
import type { Walk } from './enter-endpoint.js';
import { isSameInstance } from './instances.js';
import { isKnownAlready } from './known-already.js';
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
  const slotsBefore = draft.slots.length;
  for (const parameter of target.required) {
    const argument =
      followLink(draft, step, parameter, via) ??
      (parameter.wantsLink ? findLink(draft, step, parameter) : null) ??
      speak(walk, draft, step, parameter, slotsBefore);
    if (!argument) {
      draft.slots.length = slotsBefore;
      return { ok: false, missing: parameter };
    }
    step.arguments.push(argument);
  }
  if (via.length > 0) addOptionalLinks(draft, step, via, settings, random);
  addOptionalSlots(draft, step, slotsBefore, settings, random);
  addCompanions(walk, draft, step, slotsBefore);
  return { ok: true, step };
}

const firstFirst = [0, 1] as const;
const secondFirst = [1, 0] as const;

/** A parameter's link on one of the followed edges: the first edge, then member, that the step is not about already. */
function followLink(
  draft: Draft,
  step: DraftStep,
  parameter: CompiledParameter,
  via: readonly Via[],
): DraftArgument | null {
  if (via.length === 0) return null;
  // Of the two ends that one field fills, the second takes the second thing: never the latitude of one with the longitude
  // of the other.
  let isFed = false;
  let isSecond = false;
  for (const { edge } of via) {
    for (const link of edge.links) {
      if (link.parameter !== parameter.index) continue;
      isFed = true;
      if (link.rank > 0) isSecond = true;
    }
  }
  if (!isFed) return null;
  const sources = isSecond ? [...via].reverse() : via;
  for (const next of isSecond && via.length === 1 ? secondFirst : firstFirst) {
    for (const each of sources) {
      const link = each.edge.links.find((candidate) => candidate.parameter === parameter.index);
      if (!link || (next > 0 && !link.list)) continue;
      if (isKnownAlready(draft, parameter, each.step)) continue;
      const item = link.list ? each.item + next : 0;
      const argument: DraftArgument = { parameter, kind: 'link', step: each.step, item, link };
      if (!isTaken(draft, step, argument)) return argument;
    }
  }
  return null;
}

/** A link from the latest earlier step that has one. */
function findLink(draft: Draft, step: DraftStep, parameter: CompiledParameter): DraftArgument | null {
  const { incoming } = step.target;
  if (incoming.length === 0) return null;
  for (let index = draft.steps.length - 1; index >= 0; index -= 1) {
    const source = draft.steps[index]?.target;
    const edge = source ? edgeBetween(source, step.target) : undefined;
    const argument = edge ? followLink(draft, step, parameter, [{ step: index, edge, item: 0 }]) : null;
    if (argument) return argument;
  }
  return null;
}

/** Hubs have thousands of edges on one side only. */
function edgeBetween(source: CompiledEndpoint, target: CompiledEndpoint): CompiledEdge | undefined {
  return target.incoming.length <= source.outgoing.length
    ? target.incoming.find(({ from }) => from === source.index)
    : source.outgoing.find(({ to }) => to === target.index);
}

/** True when the step takes this very value already, or is about the same thing by another way. */
function isTaken(draft: Draft, step: DraftStep, argument: DraftArgument): boolean {
  const { entity } = argument.parameter;
  for (const other of step.arguments) {
    if (isSameSource(other, argument)) return true;
    if (entity !== 0 && other.parameter.entity === entity && isSameInstance(draft, other, argument))
      return true;
  }
  return false;
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
  if (parameter.needsSupply && !walk.supply.spokenAnyway.has(target.index)) return null;
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
function addOptionalLinks(
  draft: Draft,
  step: DraftStep,
  via: readonly Via[],
  settings: SamplerSettings,
  random: Random,
): void {
  for (const each of via) {
    for (const link of each.edge.links) {
      const parameter = step.target.parameters[link.parameter];
      if (!parameter || parameter.required) continue;
      if (isKnownAlready(draft, parameter, each.step)) continue;
      if (usesStep(step, each.step) && !(parameter.wantsLink && random.chance(settings.optional.linkChance)))
        continue;
      const argument: DraftArgument = {
        parameter,
        kind: 'link',
        step: each.step,
        item: link.list ? each.item : 0,
        link,
      };
      if (step.arguments.some((other) => other.parameter === parameter)) continue;
      if (!isTaken(draft, step, argument)) step.arguments.push(argument);
    }
  }
}

/** Whether a step takes anything from the given earlier one. */
export function usesStep(step: DraftStep, earlier: number): boolean {
  for (const argument of step.arguments)
    if (argument.kind === 'link' && argument.step === earlier) return true;
  return false;
}

function addOptionalSlots(
  draft: Draft,
  step: DraftStep,
  slotsBefore: number,
  settings: SamplerSettings,
  random: Random,
): void {
  const { chance, maximum, bareChance, sharedChance, limitChance, sortChance } = settings.optional;
  const { target } = step;
  const given = step.arguments;
  const open = target.sayable.length === 0 ? none : openParameters(step);
  const most = given.length + maximum;
  for (const parameter of open) {
    if (given.length >= most) break;
    const shared = slotsBefore === 0 ? null : shareSlot(draft, step, parameter, slotsBefore, settings);
    if (shared ? random.chance(sharedChance) : random.chance(chance / Math.max(1, open.length / 2)))
      given.push(shared ?? newSlot(draft, target, parameter));
  }
  // A search for nothing in particular is rare where one could say what for.
  if (open.length > 0 && given.length === 0 && random.chance(bareChance))
    given.push(newSlot(draft, target, random.pick(open)));
  // Nobody asks for a change without saying what.
  if (changesNothing(step)) {
    const [change] = random.shuffle(open.filter((parameter) => isChange(step, parameter)));
    if (change !== undefined) given.push(newSlot(draft, target, change));
  }
  const { limit, sort } = target;
  if (limit && random.chance(limitChance)) given.push(newSlot(draft, target, limit));
  if (sort && random.chance(sortChance)) given.push(newSlot(draft, target, sort));
}

const none: readonly CompiledParameter[] = [];

/** What optional objects require comes with what is given of them; where it cannot come, that goes too. */
function addCompanions(walk: Walk, draft: Draft, step: DraftStep, slotsBefore: number): void {
  const { parameters } = step.target;
  // The list grows while it is walked: companions have companions of their own.
  for (const argument of step.arguments) {
    for (const index of argument.parameter.companions) {
      const companion = parameters[index];
      if (companion === undefined || isGiven(step, companion)) continue;
      const brought =
        (companion.wantsLink ? findLink(draft, step, companion) : null) ??
        speak(walk, draft, step, companion, slotsBefore);
      if (brought !== null) step.arguments.push(brought);
    }
  }
  const isWhole = ({ parameter }: DraftArgument): boolean =>
    parameter.companions.every((index) => isGiven(step, parameters[index]));
  while (!step.arguments.every(isWhole)) dropFrom(draft, step, isWhole, slotsBefore);
}

function isGiven(step: DraftStep, parameter: CompiledParameter | undefined): boolean {
  return step.arguments.some((argument) => argument.parameter === parameter);
}

/** Takes out the arguments that may not stay, with the slots that were made for them alone. */
function dropFrom(
  draft: Draft,
  step: DraftStep,
  mayStay: (argument: DraftArgument) => boolean,
  slotsBefore: number,
): void {
  const kept = step.arguments.filter(mayStay);
  const slots = draft.slots.slice(slotsBefore);
  const used = slots.filter((_, place) =>
    kept.some((argument) => argument.kind === 'slot' && argument.slot === slotsBefore + place),
  );
  const renumbered = kept.map((argument): DraftArgument => {
    if (argument.kind !== 'slot' || argument.slot < slotsBefore) return argument;
    const slot = draft.slots[argument.slot];
    return { ...argument, slot: slotsBefore + used.findIndex((each) => each === slot) };
  });
  draft.slots.splice(slotsBefore, slots.length, ...used);
  step.arguments.splice(0, step.arguments.length, ...renumbered);
}

/** Optional parameters that a person could still bring up. */
function openParameters({ target, arguments: given }: DraftStep): readonly CompiledParameter[] {
  let isPlaced = false;
  for (const { kind, parameter } of given) {
    // What is looked for by its name is found.
    if (target.intent === 'search') {
      if (parameter === target.subject) return none;
      if (kind === 'link' && !parameter.wantsLink && !parameter.isPlace) return none;
    }
    // A place that an answer gave is said; one thing that is named leaves nothing to narrow.
    if (kind === 'link' && parameter.isPlace) isPlaced = true;
  }
  return target.sayable.filter(
    (parameter) =>
      !given.some((argument) => argument.parameter === parameter) && !(isPlaced && parameter.isPlace),
  );
}
