import type { CompiledParameter } from './compile-parameter.js';
import type { Draft } from './draft.js';

/**
 * True where the conversation already has such a value that people say (a city, a ticker): the user said it, or it came
 * from another answer than `step`. A second one from somewhere else would change the subject.
 */
export function isKnownAlready(draft: Draft, parameter: CompiledParameter, step: number): boolean {
  const { anchor, isPlace, wantsLink } = parameter;
  if (anchor === 0 || wantsLink) return false;
  for (const earlier of draft.steps) {
    for (const argument of earlier.arguments) {
      const from = argument.kind;
      if (from === 'default' || (from === 'link' && argument.step === step)) continue;
      const other = argument.parameter;
      if (other.anchor === anchor || (isPlace && other.isPlace)) return true;
    }
  }
  return false;
}
