import type { Draft, DraftArgument } from './draft.js';

/** Where a value comes from that answers hand on: an answer about a number, or about a point, shows what it was asked about. */
export function originOf(draft: Draft, argument: DraftArgument): DraftArgument {
  const { anchor } = argument.parameter;
  if (anchor === 0 || argument.kind !== 'link' || argument.link.list) return argument;
  for (const before of draft.steps[argument.step]?.arguments ?? [])
    if (before.parameter.anchor === anchor) return originOf(draft, before);
  return argument;
}
