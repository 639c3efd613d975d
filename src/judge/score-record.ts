import type { DatasetRecord } from '../types/dataset-record.js';
import type { JudgeScores } from '../types/verdict.js';

/** The record with scores and verdict in their places of the key order; earlier ones are replaced. */
export function withScores(record: DatasetRecord, scores: JudgeScores): DatasetRecord {
  const { judge_scores: _scores, passed: _passed, history, metadata, ...rest } = record;
  return {
    ...rest,
    judge_scores: scores,
    passed: scores.passed,
    ...(history === undefined ? {} : { history }),
    metadata: { ...metadata, agents: { ...metadata?.agents, judge: agentOf(scores.judge_model) } },
  };
}

/** Models are named by id; whatever stands behind `offline-…` is `offline`. */
function agentOf(judgeModel: string): string {
  return judgeModel.startsWith('offline-') ? 'offline' : judgeModel;
}
