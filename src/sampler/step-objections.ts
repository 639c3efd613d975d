import type { Intent } from '../types/tool-registry.js';
import type { CompiledEndpoint } from './compile-graph.js';
import { type Draft, type DraftArgument, type DraftStep, isSameSource } from './draft.js';
import type { SamplerSettings } from './sampler-settings.js';

const reads: ReadonlySet<Intent> = new Set<Intent>(['search', 'retrieve']);

/**
 * True where an earlier answer about the same entity, to the same question or a narrower one, shows all that this one
 * would: two versions of one endpoint, two tools for one look-up.
 */
export function asksAgain(draft: Draft, step: DraftStep): boolean {
  const { intent, entity, attributes } = step.target;
  if (!reads.has(intent) || entity === null || attributes.size === 0) return false;
  return draft.steps.some(
    (earlier) =>
      earlier.target.entity === entity &&
      reads.has(earlier.target.intent) &&
      isSubset(attributes, earlier.target.attributes) &&
      (isPartOf(step, earlier) || (said(earlier).length > 0 && isPartOf(earlier, step) && !hasLink(step))),
  );
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  for (const one of some) if (!all.has(one)) return false;
  return true;
}

/** Whether all that one step is told was told the other. */
function isPartOf(step: DraftStep, other: DraftStep): boolean {
  return said(step).every((argument) => said(other).some((each) => isSameSource(argument, each)));
}

function said(step: DraftStep): DraftArgument[] {
  return step.arguments.filter(({ kind }) => kind !== 'default');
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
  if (step.arguments.length < 2) return false;
  const ends = step.arguments.flatMap((argument) =>
    argument.kind === 'link' &&
    argument.parameter.meaning?.end &&
    argument.parameter.meaning.anchor !== 'date'
      ? [{ ...argument, end: argument.parameter.meaning.end }]
      : [],
  );
  return ends.some((from) =>
    ends.some(
      (to) =>
        from.end !== to.end &&
        from.step === to.step &&
        from.item === to.item &&
        from.link.object === to.link.object &&
        (from.link.own || to.link.own),
    ),
  );
}

/** True where a step takes its city from an answer and its country from the user: nothing says that they go together. */
export function mixesPlaces(step: DraftStep, settings: SamplerSettings): boolean {
  if (step.arguments.length < 2) return false;
  const places = step.arguments.filter(
    ({ kind, parameter }) =>
      kind !== 'default' && settings.placeConcepts.has(parameter.meaning?.anchor ?? ''),
  );
  return places.some(
    (place) =>
      place.kind === 'link' && places.some((other) => other.kind === 'slot' && !areTwoEnds(place, other)),
  );
}

function areTwoEnds(left: DraftArgument, right: DraftArgument): boolean {
  const [one, other] = [left.parameter.meaning?.end ?? null, right.parameter.meaning?.end ?? null];
  return one !== null && other !== null && one !== other;
}

/** True where enough was looked up around one point already, or what is looked up was. */
export function looksAround(draft: Draft, step: DraftStep, settings: SamplerSettings): boolean {
  const point = step.arguments.find(isPoint);
  if (!point) return false;
  const others = draft.steps.filter((earlier) =>
    earlier.arguments.some((argument) => isPoint(argument) && isSameSource(argument, point)),
  );
  return (
    others.length >= settings.pointLookups ||
    others.some(({ target }) => target.entity === step.target.entity)
  );
}

function isPoint(argument: DraftArgument): boolean {
  return (
    argument.kind === 'link' &&
    argument.parameter.meaning?.spoken === false &&
    argument.parameter.meaning.entity === null
  );
}
