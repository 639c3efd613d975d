import { type Draft, type DraftArgument, type DraftStep, isSameSource } from './draft.js';
import { createdBy, instanceOfArgument, subjectOf } from './instances.js';
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
  if (goesNowhere(step)) return 'starts where it ends';
  if (mixesPlaces(step, settings)) return 'is in two places';
  if (asksAgain(draft, step)) return 'shows nothing new';
  if (looksAround(draft, step, settings)) return 'lingers at one place';
  const subject = subjectOf(draft, step);
  for (const [index, earlier] of draft.steps.entries()) {
    const isGone = earlier.target.intent === 'delete';
    // Reads of what is there get along with all that was before.
    if (!isGone && intent !== 'delete' && intent !== 'update') continue;
    const other = subjectOf(draft, earlier);
    if (isGone && other !== null && isAbout(draft, step, other)) return 'uses what is gone';
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

function isAbout(draft: Draft, step: DraftStep, instance: string): boolean {
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
  return step.arguments.some((argument, index) => {
    const instance = instanceOfArgument(draft, argument);
    return step.arguments
      .slice(index + 1)
      .some(
        (other) =>
          isSameSource(argument, other) ||
          mayBeOne(draft, argument, other) ||
          (instance !== null &&
            argument.parameter.meaning?.entity === other.parameter.meaning?.entity &&
            instance === instanceOfArgument(draft, other)),
      );
  });
}

function mayBeOne(draft: Draft, left: DraftArgument, right: DraftArgument): boolean {
  if (left.kind !== 'link' || right.kind !== 'link' || left.step === right.step) return false;
  const entity = left.parameter.meaning?.entity ?? null;
  return (
    entity !== null &&
    entity === right.parameter.meaning?.entity &&
    draft.steps[left.step]?.target !== draft.steps[right.step]?.target
  );
}

/** A read is worth its call when it shows an attribute that no earlier answer about the same thing showed. */
function bringsNews(draft: Draft, step: DraftStep, subject: string): boolean {
  const seen = new Set<string>();
  for (const [index, earlier] of draft.steps.entries()) {
    const { intent, entity, attributes } = earlier.target;
    if (entity !== step.target.entity) continue;
    const about = subjectOf(draft, earlier);
    if (about === subject && intent === 'update') seen.clear();
    if (about === subject || (about === null && subject.startsWith(`${index}:0:`)))
      for (const attribute of attributes) seen.add(attribute);
  }
  if (seen.size === 0) return true;
  for (const attribute of step.target.attributes) if (!seen.has(attribute)) return true;
  return false;
}
