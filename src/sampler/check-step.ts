import { bringsOne } from './brings-one.js';
import { changesNothing } from './changes-nothing.js';
import { type Draft, type DraftArgument, type DraftStep, isSameSource } from './draft.js';
import { createdBy, instanceOfArgument, isSameInstance, isShownBy, subjectOf } from './instances.js';
import { goesAstray, splitsPoint } from './point-objections.js';
import { asksElsewhere, handsOn } from './repeated-questions.js';
import type { SamplerSettings } from './sampler-settings.js';
import { asksAgain, goesNowhere, isTwin, looksAround, mixesPlaces } from './step-objections.js';

export type StepContext = {
  readonly newGoal: boolean;
  readonly settings: SamplerSettings;
  /** The step beside which it would run. */
  readonly siblingOf?: number | null;
};

/** Why a step would make no sense at the end of a draft, in a few words; null when it would. */
export function objectionTo(
  draft: Draft,
  step: DraftStep,
  { newGoal, settings, siblingOf = null }: StepContext,
): string | null {
  const { intent } = step.target;
  for (let index = 0; index < draft.steps.length; index += 1) {
    const earlier = draft.steps[index] as DraftStep;
    if (isTwin(earlier.target, step.target)) return 'calls another version of an endpoint';
    if (earlier.target !== step.target) continue;
    if (siblingOf === null || (index !== siblingOf && earlier.group === null))
      return 'calls an endpoint again';
    if (sameSources(earlier, step)) return 'repeats a call';
  }
  if (hasTwins(draft, step)) return 'passes one value twice';
  if (takesSecondOfOne(draft, step)) return 'takes two of one';
  if (changesNothing(step)) return 'changes nothing';
  if (goesNowhere(step)) return 'starts where it ends';
  if (mixesPlaces(step)) return 'is in two places';
  if (handsOn(draft, step)) return 'hands a value on';
  if (splitsPoint(step)) return 'splits a point';
  if (goesAstray(draft, step)) return 'goes astray';
  if (asksAgain(draft, step) || asksElsewhere(draft, step)) return 'shows nothing new';
  if (looksAround(draft, step, settings)) return 'lingers at one place';
  const subject = subjectOf(draft, step);
  for (let index = 0; index < draft.steps.length; index += 1) {
    const earlier = draft.steps[index] as DraftStep;
    const isGone = earlier.target.intent === 'delete';
    // Reads of what is there get along with all that was before.
    if (!isGone && intent !== 'delete' && intent !== 'update') continue;
    const other = subjectOf(draft, earlier);
    if (isGone && other !== null && isAbout(draft, step, other)) return 'uses what is gone';
    if (isGone && (takesTheOnlyLink(earlier, step) || takesTheGone(index, step))) return 'uses what is gone';
    if (intent === 'delete' && subject !== null) {
      if (subject === createdBy(draft, index) && !newGoal) return 'undoes what was just made';
      if (other === subject && earlier.target.intent === 'update') return 'deletes what was just changed';
    }
    if (intent === 'update' && other === subject && subject !== null && earlier.target.intent === 'update')
      return 'changes one thing twice';
  }
  if (intent === 'retrieve' && subject !== null && !bringsNews(draft, step, subject))
    return 'shows nothing new';
  return null;
}

/** The second airport that a code stands for, or of a plain list, which may well hold one value. */
function takesSecondOfOne(draft: Draft, step: DraftStep): boolean {
  return step.arguments.some((argument) => {
    if (argument.kind !== 'link' || argument.item === 0) return false;
    if (argument.link.field.endsWith('/*')) return true;
    const source = draft.steps[argument.step];
    const given = source?.arguments.map(({ parameter }) => parameter.parameter.name);
    return source !== undefined && given !== undefined && bringsOne(source.target.endpoint, given);
  });
}

/** For endpoints of which it is not known what they delete: all that one was given is what it deleted. */
function takesTheOnlyLink(earlier: DraftStep, step: DraftStep): boolean {
  const links = earlier.arguments.filter(({ kind }) => kind === 'link');
  const [link] = links;
  return (
    link !== undefined && links.length === 1 && step.arguments.some((other) => isSameSource(other, link))
  );
}

/** The id that a deletion shows is that of what it deleted, however it was named. */
function takesTheGone(deletion: number, step: DraftStep): boolean {
  return step.arguments.some(
    (argument) =>
      argument.kind === 'link' &&
      argument.step === deletion &&
      argument.link.object === 0 &&
      argument.link.own,
  );
}

function isAbout(draft: Draft, step: DraftStep, instance: number): boolean {
  return step.arguments.some((argument) => instanceOfArgument(draft, argument) === instance);
}

function sameSources(left: DraftStep, right: DraftStep): boolean {
  return (
    left.arguments.length === right.arguments.length &&
    left.arguments.every((argument) =>
      right.arguments.some(
        (other) => other.parameter === argument.parameter && isSameSource(argument, other),
      ),
    )
  );
}

/**
 * True when two arguments are one value, or may be one thing: nobody compares a stock with itself, and the pet of an
 * adoption may be the one that a search found.
 */
function hasTwins(draft: Draft, step: DraftStep): boolean {
  const given = step.arguments;
  for (let first = 0; first < given.length; first += 1) {
    const argument = given[first] as DraftArgument;
    const { entity } = argument.parameter;
    for (let second = first + 1; second < given.length; second += 1) {
      const other = given[second] as DraftArgument;
      if (isSameSource(argument, other)) return true;
      if (entity === 0 || entity !== other.parameter.entity) continue;
      if (mayBeOne(draft, argument, other) || isSameInstance(draft, argument, other)) return true;
    }
  }
  return false;
}

/** Of two arguments that are ids of one entity. */
function mayBeOne(draft: Draft, left: DraftArgument, right: DraftArgument): boolean {
  if (left.kind !== 'link' || right.kind !== 'link' || left.step === right.step) return false;
  return draft.steps[left.step]?.target !== draft.steps[right.step]?.target;
}

/** A read is worth its call when it shows an attribute that no earlier answer about the same thing showed. */
function bringsNews(draft: Draft, step: DraftStep, subject: number): boolean {
  const seen: ReadonlySet<string>[] = [];
  for (let index = 0; index < draft.steps.length; index += 1) {
    const earlier = draft.steps[index] as DraftStep;
    const { intent, entity, attributes } = earlier.target;
    if (entity !== step.target.entity) continue;
    const about = subjectOf(draft, earlier);
    if (about === subject && intent === 'update') seen.length = 0;
    if (attributes.size === 0) continue;
    if (about === subject || (about === null && isShownBy(subject, index))) seen.push(attributes);
  }
  if (seen.length === 0) return true;
  for (const attribute of step.target.attributes)
    if (!seen.some((attributes) => attributes.has(attribute))) return true;
  return false;
}
