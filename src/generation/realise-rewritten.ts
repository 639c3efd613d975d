import { configDirectory } from '../config/package-paths.js';
import { ModelCallError } from '../errors/model-call-error.js';
import { UsageError } from '../errors/usage-error.js';
import { loadRewriting } from '../rewriting/load-rewriting.js';
import { type RewriteOptions, rewriteRecord } from '../rewriting/rewrite-record.js';
import type { Locale } from '../types/plan-row.js';
import { validateRecord } from '../validate/validate-record.js';
import type { Realise } from './draft-row.js';
import type { GenerationModels } from './generation-models.js';
import { unreachable } from './unavailable-model.js';

/** Offline conversations in models' words. Throws `UsageError` where neither speaker has a model. */
export function realiseRewritten({ runtime }: GenerationModels, offline: Realise): Realise {
  const models = { userModel: runtime.modelFor('user'), assistantModel: runtime.modelFor('assistant') };
  if (models.userModel === null && models.assistantModel === null)
    throw new UsageError(
      'Rewriting needs a model for user or assistant.',
      'Name one with --model, or with --role user=….',
    );
  const shelf = new Map<Locale, Omit<RewriteOptions, 'attempt'>>();
  const optionsOf = (locale: Locale): Omit<RewriteOptions, 'attempt'> => {
    const options = shelf.get(locale) ?? {
      ...loadRewriting(configDirectory, locale),
      ...models,
      validate: validateRecord,
    };
    shelf.set(locale, options);
    return options;
  };
  return async (row, attempt, number, wording) => {
    const outcome = await offline(row, attempt, number, wording);
    if (!outcome.ok) return outcome;
    try {
      const { record, ...rewriting } = await rewriteRecord(outcome.record, {
        ...optionsOf(row.locale),
        attempt: [number, wording],
      });
      return { ...outcome, record, rewriting };
    } catch (error) {
      if (error instanceof ModelCallError) return unreachable(error);
      throw error;
    }
  };
}
