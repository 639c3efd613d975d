import { configDirectory } from '../config/package-paths.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import { ModelCallError } from '../errors/model-call-error.js';
import { createModelJudge } from '../judge/create-model-judge.js';
import { createOfflineJudge } from '../judge/create-offline-judge.js';
import type { Rubric } from '../judge/rubric.js';
import type { ModelRuntime } from '../language-models/model-runtime.js';
import { loadPrompts, type Prompts } from '../prompts/load-prompts.js';
import { createModelRepairer } from '../repair/create-model-repairer.js';
import { createOfflineRepairer } from '../repair/create-offline-repairer.js';
import { judgeAndRepair } from '../repair/judge-and-repair.js';
import { loadGroundedClaims } from '../repair/load-grounded-claims.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { Locale } from '../types/plan-row.js';
import type { Judge, Repairer } from '../types/ports.js';
import type { Gates } from '../types/verdict.js';
import { validateRecord } from '../validate/validate-record.js';

/**
 * Adds what is not part of the record's making: scores, and repairs where they are wanted. `onUnjudged` is told why a model
 * could not judge the record, which then stays as it is.
 */
export type Finish = (record: DatasetRecord, onUnjudged: (reason: string) => void) => Promise<DatasetRecord>;

export type FinishOptions = {
  readonly rubric: Rubric;
  readonly gates: Gates;
  readonly repair: boolean;
  readonly maxRepairs: number;
  /** Models that judge or repair; a role without one is offline. */
  readonly runtime: ModelRuntime | null;
};

/** Judges each record and, where wanted, repairs it. */
export function createFinisher({ rubric, gates, repair, maxRepairs, runtime }: FinishOptions): Finish {
  const promptsFor = createPromptShelf();
  const judgeOf = createJudges(rubric, runtime, promptsFor);
  const repairer = repair ? createRepairer(runtime, promptsFor) : null;
  const options = { gates, maxRepairs, validate: validateRecord };
  return async (record, onUnjudged) => {
    try {
      return await judgeAndRepair(record, judgeOf(record.metadata.locale), repairer, options);
    } catch (error) {
      if (!(error instanceof ConversationFailure || error instanceof ModelCallError)) throw error;
      onUnjudged(error.message);
      return record;
    }
  };
}

/** The judge of a run: a model where one is named for the role. */
export function createJudges(
  rubric: Rubric,
  runtime: ModelRuntime | null,
  promptsFor: (locale: Locale) => Prompts,
): (locale: Locale) => Judge {
  const model = runtime?.modelFor('judge') ?? null;
  const offline = createOfflineJudge(rubric);
  if (model === null) return () => offline;
  const judges = new Map<Locale, Judge>();
  return (locale) => {
    const judge = judges.get(locale) ?? createModelJudge({ model, rubric, prompts: promptsFor(locale) });
    judges.set(locale, judge);
    return judge;
  };
}

function createRepairer(runtime: ModelRuntime | null, promptsFor: (locale: Locale) => Prompts): Repairer {
  const model = runtime?.modelFor('repair') ?? null;
  return model === null
    ? createOfflineRepairer()
    : createModelRepairer({
        model,
        promptsFor,
        validate: validateRecord,
        findClaims: loadGroundedClaims(configDirectory),
      });
}

/** Prompts by locale, read once. */
export function createPromptShelf(): (locale: Locale) => Prompts {
  const shelf = new Map<Locale, Prompts>();
  return (locale) => {
    const prompts = shelf.get(locale) ?? loadPrompts(configDirectory, locale);
    shelf.set(locale, prompts);
    return prompts;
  };
}
