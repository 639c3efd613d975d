import type { Intent } from '../types/tool-registry.js';
import type { CompiledEndpoint } from './compile-graph.js';
import { type Draft, type DraftArgument, type DraftStep, isSameSource } from './draft.js';
import { originOf } from './origin-of.js';
import { isPoint } from './point-objections.js';
import type { SamplerSettings } from './sampler-settings.js';

const reads: ReadonlySet<Intent> = new Set<Intent>(['search', 'retrieve']);

/**
 * True where an earlier answer about the same entity, to the same question or a narrower one, shows all that this one
 * would: two versions of one endpoint, two tools for one look-up.
 */
export function asksAgain(draft: Draft, step: DraftStep): boolean {
  const { intent, entity, attributes } = step.target;
  if (entity === 0 || attributes.size === 0 || !reads.has(intent)) return false;
  for (const earlier of draft.steps) {
    const { target } = earlier;
    if (target.entity !== entity || !reads.has(target.intent)) continue;
    const asksNoMore =
      isPartOf(step, earlier) ||
      (!hasLink(step) && earlier.arguments.some(isSaid) && isPartOf(earlier, step));
    if (asksNoMore && isSubset(attributes, target.attributes)) return true;
  }
  return false;
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  if (some === all) return true;
  if (some.size > all.size) return false;
  for (const one of some) if (!all.has(one)) return false;
  return true;
}

/** Whether all that one step is told was told the other. */
function isPartOf(step: DraftStep, other: DraftStep): boolean {
  for (const argument of step.arguments) if (isSaid(argument) && !takesSource(other, argument)) return false;
  return true;
}

function takesSource(step: DraftStep, source: DraftArgument): boolean {
  for (const argument of step.arguments) if (isSameSource(argument, source)) return true;
  return false;
}

function isSaid({ kind }: DraftArgument): boolean {
  return kind !== 'default';
}

function hasLink(step: DraftStep): boolean {
  return step.arguments.some(({ kind }) => kind === 'link');
}

/** True for two versions of one endpoint: `Media by id v1` and `Media by id v2`. */
export function isTwin(left: CompiledEndpoint, right: CompiledEndpoint): boolean {
  if (left === right || left.tool !== right.tool) return false;
  return left.intent === right.intent && left.plainName === right.plainName;
}

/** True where both ends of a journey are one place: from LAX to Los Angeles International Airport. */
export function goesNowhere(step: DraftStep): boolean {
  if (step.target.ends < 2 || step.arguments.length < 2) return false;
  return step.arguments.some(
    (from) => isLinkedEnd(from) && step.arguments.some((to) => isLinkedEnd(to) && isOnePlace(from, to)),
  );
}

type LinkedArgument = Extract<DraftArgument, { kind: 'link' }>;

function isLinkedEnd(argument: DraftArgument): argument is LinkedArgument {
  const { end, isDate } = argument.parameter;
  return argument.kind === 'link' && end !== null && !isDate;
}

function isOnePlace(from: LinkedArgument, to: LinkedArgument): boolean {
  return (
    from.parameter.end !== to.parameter.end &&
    from.step === to.step &&
    from.item === to.item &&
    from.link.object === to.link.object &&
    (from.link.own || to.link.own)
  );
}

/** True where a step takes its city from an answer and its country from the user: nothing says that they go together. */
export function mixesPlaces(step: DraftStep): boolean {
  if (step.target.places < 2 || step.arguments.length < 2) return false;
  return step.arguments.some(
    (place) =>
      place.kind === 'link' &&
      place.parameter.isPlace &&
      step.arguments.some(
        (other) => other.kind === 'slot' && other.parameter.isPlace && !areTwoEnds(place, other),
      ),
  );
}

function areTwoEnds(left: DraftArgument, right: DraftArgument): boolean {
  const { end } = left.parameter;
  return end !== null && right.parameter.end !== null && end !== right.parameter.end;
}

/** True where enough was looked up around one point already, or what is looked up was. */
export function looksAround(draft: Draft, step: DraftStep, settings: SamplerSettings): boolean {
  const point = step.target.points === 0 ? undefined : step.arguments.find(isPoint);
  if (!point) return false;
  const origin = originOf(draft, point);
  const others = draft.steps.filter((earlier) =>
    earlier.arguments.some(
      (argument) => isPoint(argument) && isSameSource(originOf(draft, argument), origin),
    ),
  );
  return (
    others.length >= settings.pointLookups ||
    others.some(({ target }) => target.entity === step.target.entity)
  );
}
