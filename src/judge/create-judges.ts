import type { Prompts } from '../prompts/load-prompts.js';
import type { LanguageModel } from '../types/language-model.js';
import type { Locale } from '../types/plan-row.js';
import type { Judge } from '../types/ports.js';
import { createModelJudge } from './create-model-judge.js';
import { createOfflineJudge } from './create-offline-judge.js';
import type { Rubric } from './rubric.js';

/** The judge of a run, for records of each language: the model where there is one, else the one that needs none. */
export function createJudges(
  rubric: Rubric,
  model: LanguageModel | null,
  promptsFor: (locale: Locale) => Prompts,
): (locale: Locale) => Judge {
  if (model === null) {
    const offline = createOfflineJudge(rubric);
    return () => offline;
  }
  const judges = new Map<Locale, Judge>();
  return (locale) => {
    const judge = judges.get(locale) ?? createModelJudge({ model, rubric, prompts: promptsFor(locale) });
    judges.set(locale, judge);
    return judge;
  };
}
