import type { Draft, DraftArgument, DraftStep } from './draft.js';

/**
 * Names of the things that steps are about, as numbers, so that two steps about the same booking are known to be: the place
 * where a thing first came up (step 2, its object 0, member 1), or the slot that names it, below 0. Null for no thing.
 */
export function instanceOfArgument(draft: Draft, argument: DraftArgument): number | null {
  const { entity } = argument.parameter;
  if (argument.kind === 'default' || entity === 0) return null;
  if (argument.kind === 'slot') return -1 - argument.slot;
  const source = draft.steps[argument.step];
  if (!source) return null;
  const { link } = argument;
  if (!link.list) {
    // The answer names the thing that the call was about.
    for (const each of source.arguments) {
      if (each.parameter.entity !== entity) continue;
      const instance = instanceOfArgument(draft, each);
      if (instance !== null) return instance;
      break;
    }
  }
  return memberAt(link.place, argument.step, link.list ? argument.item : 0);
}

/** More than the steps that a chain holds, and the members of a list that one uses. */
const [stepsBelow, membersBelow] = [16, 8];

function memberAt(place: number, step: number, item: number): number {
  return (place * stepsBelow + step) * membersBelow + item;
}

/** Whether a thing is (a member of) what the answer of a step is about. */
export function isShownBy(instance: number, step: number): boolean {
  const first = memberAt(0, step, 0);
  return instance >= first && instance < first + membersBelow;
}

/** The thing that a step reads or changes; null for searches and for steps without an identifier. */
export function subjectOf(draft: Draft, step: DraftStep): number | null {
  const { subject } = step.target;
  if (subject === null) return null;
  for (const argument of step.arguments)
    if (argument.parameter === subject) return instanceOfArgument(draft, argument);
  return null;
}

/** Whether two arguments name one thing. */
export function isSameInstance(draft: Draft, left: DraftArgument, right: DraftArgument): boolean {
  const instance = instanceOfArgument(draft, left);
  return instance !== null && instance === instanceOfArgument(draft, right);
}

/** The thing that a create brings into being. */
export function createdBy(draft: Draft, index: number): number | null {
  return draft.steps[index]?.target.intent === 'create' ? memberAt(0, index, 0) : null;
}
