import type { CompiledParameter } from './compile-graph.js';
import type { Draft } from './draft.js';
import type { SamplerSettings } from './sampler-settings.js';

/**
 * True where the conversation already has such a value that people say (a city, a ticker): the user said it, or it came
 * from another answer than `step`. A second one from somewhere else would change the subject.
 */
export function isKnownAlready(
  draft: Draft,
  parameter: CompiledParameter,
  step: number,
  settings: SamplerSettings,
): boolean {
  const meaning = parameter.meaning;
  if (!meaning || meaning.anchor === null || parameter.wantsLink) return false;
  const isAlike = (other: CompiledParameter): boolean =>
    other.meaning?.anchor === meaning.anchor ||
    (settings.placeConcepts.has(other.meaning?.anchor ?? '') &&
      settings.placeConcepts.has(meaning.anchor ?? ''));
  return draft.steps.some((earlier) =>
    earlier.arguments.some(
      (argument) =>
        isAlike(argument.parameter) &&
        (argument.kind === 'slot' || (argument.kind === 'link' && argument.step !== step)),
    ),
  );
}
