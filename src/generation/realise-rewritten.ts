import { configDirectory } from '../config/package-paths.js';
import { ModelCallError } from '../errors/model-call-error.js';
import { UsageError } from '../errors/usage-error.js';
import { viewLanguage } from '../grounding/conversation-view.js';
import type { LanguageData } from '../language/data/language-data.js';
import { createPromptShelf } from '../prompts/create-prompt-shelf.js';
import { type RewriteOptions, rewriteRecord } from '../rewriting/rewrite-record.js';
import { rewritingWords } from '../rewriting/rewriting-words.js';
import type { Locale, PlanRow } from '../types/plan-row.js';
import { validateRecord } from '../validate/validate-record.js';
import type { Realise } from './draft-row.js';
import { unreachable } from './generate-live-record.js';
import type { GenerationContext } from './generate-record.js';
import type { GenerationModels } from './generation-models.js';

/** Offline conversations in models' words. Throws `UsageError` where neither speaker has a model. */
export function realiseRewritten(
  { runtime }: GenerationModels,
  contextOf: (row: PlanRow) => GenerationContext,
  offline: Realise,
): Realise {
  const models = { userModel: runtime.modelFor('user'), assistantModel: runtime.modelFor('assistant') };
  if (models.userModel === null && models.assistantModel === null)
    throw new UsageError(
      'Rewriting needs a model for user or assistant.',
      'Name one with --model, or with --role user=….',
    );
  const promptsFor = createPromptShelf();
  const shelf = new Map<Locale, Omit<RewriteOptions, 'attempt'>>();
  const optionsOf = (language: LanguageData): Omit<RewriteOptions, 'attempt'> => {
    const { locale } = language;
    const options = shelf.get(locale) ?? {
      ...viewLanguage(language, configDirectory),
      ...models,
      rewriting: rewritingWords(configDirectory, locale),
      prompts: promptsFor(locale),
      validate: validateRecord,
    };
    shelf.set(locale, options);
    return options;
  };
  return async (row, attempt, number, wording) => {
    const outcome = await offline(row, attempt, number, wording);
    if (!outcome.ok) return outcome;
    const options = optionsOf(contextOf(row).language);
    try {
      const { record, ...rewriting } = await rewriteRecord(outcome.record, {
        ...options,
        attempt: [number, wording],
      });
      return { ...outcome, record, rewriting };
    } catch (error) {
      if (error instanceof ModelCallError) return unreachable(error);
      throw error;
    }
  };
}
