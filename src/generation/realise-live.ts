import { UsageError } from '../errors/usage-error.js';
import type { LanguageData } from '../language/data/language-data.js';
import { createSourceFinder } from '../model-agents/create-source-finder.js';
import { createPromptShelf } from '../prompts/create-prompt-shelf.js';
import type { Locale, PlanRow } from '../types/plan-row.js';
import type { Realise } from './draft-row.js';
import { generateLiveRecord, type LiveCast } from './generate-live-record.js';
import type { GenerationContext } from './generate-record.js';
import type { GenerationModels } from './generation-models.js';

/** Conversations that models play. Throws `UsageError` where a speaker has no model. */
export function realiseLive(
  { runtime, reasoning, maxTokens }: GenerationModels,
  contextOf: (row: PlanRow) => GenerationContext,
): Realise {
  const [user, assistant] = [runtime.modelFor('user'), runtime.modelFor('assistant')];
  if (user === null || assistant === null)
    throw new UsageError(
      'Live agents need a model for user and assistant.',
      'Name one with --model, or with --role user=… and --role assistant=….',
    );
  const promptsFor = createPromptShelf();
  const casts = new Map<Locale, LiveCast>();
  const castOf = (language: LanguageData): LiveCast => {
    const known = casts.get(language.locale);
    if (known) return known;
    const cast = {
      ...{ planner: runtime.modelFor('planner'), user, assistant, reasoning, maxTokens },
      prompts: promptsFor(language.locale),
      sources: createSourceFinder(language),
    };
    casts.set(language.locale, cast);
    return cast;
  };
  return (row, attempt, number, wording) => {
    const context = contextOf(row);
    return generateLiveRecord(row, attempt, number, wording, context, castOf(context.language));
  };
}
