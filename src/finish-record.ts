import type { RunConfig } from './config/run-config.js';
import type { GenerationModels } from './generation-models.js';
import { createOfflineJudge } from './judge/create-offline-judge.js';
import { parseRubric } from './judge/read-rubric.js';
import { createOfflineRepairer } from './repair/create-offline-repairer.js';
import { judgeAndRepair } from './repair/judge-and-repair.js';
import type { DatasetRecord } from './types/dataset-record.js';
import { validateRecord } from './validate/validate-record.js';

/** Adds what is not part of the record's making: scores, and repairs where they are wanted. */
export type Finish = (record: DatasetRecord) => Promise<DatasetRecord>;

export function createFinisher(config: RunConfig, _models: GenerationModels | null): Finish {
  const { evaluate, repair, maxRepairs } = config.generate;
  // To repair is to judge first.
  if (!evaluate && !repair) return async (record) => record;
  const rubric = parseRubric(config.components.judge);
  const judge = createOfflineJudge(rubric);
  const repairer = repair ? createOfflineRepairer() : null;
  return (record) =>
    judgeAndRepair(record, judge, repairer, { gates: rubric.gates, maxRepairs, validate: validateRecord });
}
