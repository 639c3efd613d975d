import type { DatasetRecord, RepairAttempt } from './types/dataset-record.js';
import type { Judge, Repairer } from './types/ports.js';
import type { Gates, JudgeScores } from './types/verdict.js';

export type EvaluateRecordOptions = {
  readonly judge: Judge;
  /** Null: scores only. */
  readonly repairer: Repairer | null;
  readonly gates: Gates;
  readonly maxRepairs: number;
};

/**
 * Scores a record and, where it fails, lets it be repaired and scores it again, keeping what is better. Scores of an
 * earlier evaluation are replaced, the history of repairs grows.
 */
export async function evaluateRecord(
  record: DatasetRecord,
  { judge, repairer, gates, maxRepairs }: EvaluateRecordOptions,
): Promise<DatasetRecord> {
  let best = record;
  let scores = await judge.judge(best, gates);
  const attempts: RepairAttempt[] = [];
  while (repairer !== null && !scores.passed && attempts.length < maxRepairs) {
    const repaired = await repairer.repair(withScores(best, scores), scores);
    if (repaired === null) break;
    const after = await judge.judge(repaired.record, gates);
    const kept = isBetter(after, scores);
    attempts.push({
      attempt: attempts.length + 1,
      mean_score_before: scores.mean_score,
      mean_score_after: after.mean_score,
      changed: repaired.changed,
      kept,
    });
    // The same record would be mended in the same way again.
    if (!kept) break;
    [best, scores] = [repaired.record, after];
  }
  const history = [...(record.history ?? []), ...attempts];
  return withScores(history.length === 0 ? best : { ...best, history }, scores);
}

function withScores(record: DatasetRecord, scores: JudgeScores): DatasetRecord {
  return { ...record, judge_scores: scores, passed: scores.passed };
}

function isBetter(after: JudgeScores, before: JudgeScores): boolean {
  return after.passed || after.mean_score > before.mean_score;
}
