import type { Draft, DraftArgument } from './draft.js';

/** Where a value comes from that answers hand on: an answer about a number, or about a point, shows what it was asked about. */
export function originOf(draft: Draft, argument: DraftArgument): DraftArgument {
  const anchor = argument.parameter.meaning?.anchor ?? null;
  if (anchor === null || argument.kind !== 'link' || argument.link.list) return argument;
  const before = draft.steps[argument.step]?.arguments.find(
    ({ parameter }) => parameter.meaning?.anchor === anchor,
  );
  return before ? originOf(draft, before) : argument;
}
