import type { Draft, DraftArgument, DraftStep } from './draft.js';

/**
 * Names of the things that steps are about, so that two steps about the same booking are known to be: the place where a
 * thing first came up (`2:0:1`: step 2, its object 0, member 1), or the slot that names it.
 */
export function instanceOfArgument(draft: Draft, argument: DraftArgument): string | null {
  if (argument.kind === 'default' || argument.parameter.meaning?.entity == null) return null;
  if (argument.kind === 'slot') return `slot ${argument.slot}`;
  const source = draft.steps[argument.step];
  if (!source) return null;
  const { entity } = argument.parameter.meaning;
  if (!argument.link.list) {
    // The answer names the thing that the call was about.
    const same = source.arguments.find((each) => each.parameter.meaning?.entity === entity);
    const instance = same ? instanceOfArgument(draft, same) : null;
    if (instance !== null) return instance;
  }
  const place = argument.link.own ? String(argument.link.object) : argument.link.field;
  return `${argument.step}:${place}:${argument.link.list ? argument.item : 0}`;
}

/** The thing that a step reads or changes; null for searches and for steps without an identifier. */
export function subjectOf(draft: Draft, step: DraftStep): string | null {
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
export function createdBy(draft: Draft, index: number): string | null {
  return draft.steps[index]?.target.intent === 'create' ? `${index}:0:0` : null;
}
