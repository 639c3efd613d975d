import type { Intent } from '../types/tool-registry.js';
import { type Draft, type DraftStep, isSameSource } from './draft.js';
import { originOf } from './origin-of.js';

const lookUps: ReadonlySet<Intent> = new Set<Intent>(['retrieve', 'execute']);
const reads: ReadonlySet<Intent> = new Set<Intent>(['search', 'retrieve', 'execute']);

/**
 * True where another tool was asked already: about a value of which every tool says the same (whose number, which car), or
 * for the same kind of thing, be it looked up or found by a value in common.
 */
export function asksElsewhere(draft: Draft, step: DraftStep): boolean {
  const { tool } = step.target;
  for (const earlier of draft.steps) {
    if (earlier.target.tool === tool) continue;
    if (sharesToldOnce(draft, earlier, step) || asksForTheSame(draft, earlier, step)) return true;
  }
  return false;
}

function sharesToldOnce(draft: Draft, earlier: DraftStep, step: DraftStep): boolean {
  for (const argument of step.arguments) {
    if (!argument.parameter.isToldOnce) continue;
    const origin = originOf(draft, argument);
    if (earlier.arguments.some((other) => isSameSource(originOf(draft, other), origin))) return true;
  }
  return false;
}

function asksForTheSame(draft: Draft, { target, arguments: given }: DraftStep, step: DraftStep): boolean {
  const { entity, intent } = step.target;
  if (entity === 0 || entity !== target.entity) return false;
  if (!reads.has(intent) || !reads.has(target.intent)) return false;
  if (lookUps.has(intent) && lookUps.has(target.intent)) return true;
  return step.arguments.some((argument) => {
    const origin = originOf(draft, argument);
    return given.some((other) => isSameSource(originOf(draft, other), origin));
  });
}

/**
 * True where a step takes from an answer what that answer was asked with: the odds of a match bring its number along, and
 * whoever asks for more has it from before.
 */
export function handsOn(draft: Draft, step: DraftStep): boolean {
  for (const argument of step.arguments) {
    if (argument.kind !== 'link' || argument.parameter.entity === 0) continue;
    const { noun } = argument.link;
    if (noun === 0) continue;
    for (const { parameter } of draft.steps[argument.step]?.arguments ?? [])
      if (parameter.noun === noun) return true;
  }
  return false;
}
