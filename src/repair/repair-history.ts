import type { DatasetRecord, RepairAttempt } from '../types/dataset-record.js';
import type { JudgeScores } from '../types/verdict.js';

/**
 * The attempts of earlier evaluations. Where another judge, or the same one on another day, now scores what they led to
 * otherwise, they are marked as superseded: the scores in them no longer explain those of the record.
 */
export function supersede(history: readonly RepairAttempt[], scores: JudgeScores): RepairAttempt[] {
  const last = history.at(-1);
  if (last === undefined || last.superseded || ledTo(last, scores)) return [...history];
  return history.map((attempt) => ({ ...attempt, superseded: true }));
}

function ledTo(
  { kept, mean_score_after, mean_score_before, scores_after, scores_before }: RepairAttempt,
  scores: JudgeScores,
): boolean {
  if ((kept ? mean_score_after : mean_score_before) !== scores.mean_score) return false;
  const single = kept ? scores_after : scores_before;
  if (single === undefined || single === null) return true;
  return (
    single.tool_correctness === scores.tool_correctness &&
    single.task_completion === scores.task_completion &&
    single.naturalness === scores.naturalness
  );
}

/** Names in the metadata who repaired: the last model whose repair was kept, else `offline`. */
export function nameRepairer(record: DatasetRecord): DatasetRecord {
  const kept = (record.history ?? []).flatMap(({ kept, agent }) =>
    kept && agent !== undefined ? [agent] : [],
  );
  if (kept.length === 0) return record;
  const repair = kept.filter((agent) => agent !== 'offline').at(-1) ?? 'offline';
  return {
    ...record,
    metadata: { ...record.metadata, agents: { ...record.metadata?.agents, repair } },
  };
}
