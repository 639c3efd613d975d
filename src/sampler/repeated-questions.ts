import { rememberByText } from '../concepts/remember-by-text.js';
import type { Intent } from '../types/tool-registry.js';
import { type Draft, type DraftStep, isSameSource } from './draft.js';
import { originOf } from './origin-of.js';
import type { SamplerSettings } from './sampler-settings.js';

const lookUps: ReadonlySet<Intent> = new Set<Intent>(['retrieve', 'execute']);
const reads: ReadonlySet<Intent> = new Set<Intent>(['search', 'retrieve', 'execute']);

/**
 * True where another tool was asked already: about a value of which every tool says the same (whose number, which car), or
 * for the same kind of thing, be it looked up or found by a value in common.
 */
export function asksElsewhere(draft: Draft, step: DraftStep, settings: SamplerSettings): boolean {
  const { tool } = step.target;
  return draft.steps.some(
    (earlier) =>
      earlier.target.tool !== tool &&
      (sharesToldOnce(draft, earlier, step, settings) || asksForTheSame(draft, earlier, step)),
  );
}

function sharesToldOnce(
  draft: Draft,
  earlier: DraftStep,
  step: DraftStep,
  { toldOnce }: SamplerSettings,
): boolean {
  return step.arguments.some(
    (argument) =>
      toldOnce.has(argument.parameter.meaning?.anchor ?? '') &&
      earlier.arguments.some((other) => isSameSource(originOf(draft, other), originOf(draft, argument))),
  );
}

function asksForTheSame(draft: Draft, { target, arguments: given }: DraftStep, step: DraftStep): boolean {
  const { entity, intent } = step.target;
  if (entity === null || entity !== target.entity) return false;
  if (!reads.has(intent) || !reads.has(target.intent)) return false;
  if (lookUps.has(intent) && lookUps.has(target.intent)) return true;
  return step.arguments.some((argument) =>
    given.some((other) => isSameSource(originOf(draft, other), originOf(draft, argument))),
  );
}

/**
 * True where a step takes from an answer what that answer was asked with: the odds of a match bring its number along, and
 * whoever asks for more has it from before.
 */
export function handsOn(draft: Draft, step: DraftStep): boolean {
  return step.arguments.some((argument) => {
    if (argument.kind !== 'link' || argument.parameter.meaning?.entity == null) return false;
    const noun = nounOf(argument.link.field.slice(argument.link.field.lastIndexOf('/') + 1));
    if (noun === '') return false;
    const source = draft.steps[argument.step];
    return source?.arguments.some(({ parameter }) => nounOf(parameter.parameter.name) === noun) === true;
  });
}

/** `match_id`, `matchId`, `match` → match; nothing for a bare `id`. */
const nounOf: (name: string) => string = rememberByText((name) =>
  name
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/ids?$/, ''),
);
