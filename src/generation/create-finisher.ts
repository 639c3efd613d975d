import { configDirectory } from '../config/package-paths.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import { ModelCallError } from '../errors/model-call-error.js';
import { createJudges } from '../judge/create-judges.js';
import type { Rubric } from '../judge/rubric.js';
import type { ModelRuntime } from '../language-models/model-runtime.js';
import { createPromptShelf } from '../prompts/create-prompt-shelf.js';
import type { Prompts } from '../prompts/load-prompts.js';
import { recordLocale } from '../record-view/record-locale.js';
import { createModelRepairer } from '../repair/create-model-repairer.js';
import { createOfflineRepairer } from '../repair/create-offline-repairer.js';
import { judgeAndRepair } from '../repair/judge-and-repair.js';
import { loadGroundedClaims } from '../repair/load-grounded-claims.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { isImported } from '../types/imported-record.js';
import type { Locale } from '../types/plan-row.js';
import type { Repairer } from '../types/ports.js';
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
  const judgeOf = createJudges(rubric, runtime?.modelFor('judge') ?? null, promptsFor);
  const repairer = repair ? createRepairer(runtime, promptsFor) : null;
  // A model's words need their sources found anew, which nobody kept of conversations of others.
  const mender = repair ? createOfflineRepairer() : null;
  const repairerOf = (record: DatasetRecord): Repairer | null => (isImported(record) ? mender : repairer);
  const options = { gates, maxRepairs, validate: validateRecord };
  return async (record, onUnjudged) => {
    try {
      return await judgeAndRepair(record, judgeOf(recordLocale(record)), repairerOf(record), options);
    } catch (error) {
      if (!(error instanceof ConversationFailure || error instanceof ModelCallError)) throw error;
      onUnjudged(error.message);
      return record;
    }
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
