import { describe, expect, it } from 'vitest';
import type { DatasetRecord } from '../types/dataset-record.js';
import { buildEvaluationReport } from './evaluation-report.js';

const judged = (conversation_id: string, score: number, extra: object = {}): DatasetRecord =>
  ({
    conversation_id,
    judge_scores: {
      tool_correctness: score,
      task_completion: score,
      naturalness: score,
      mean_score: score,
      reasoning: '',
      judge_model: 'offline-rubric@1',
      passed: score >= 3.5,
      failed_gates: score >= 3.5 ? [] : ['mean_score'],
    },
    ...extra,
  }) as unknown as DatasetRecord;

describe('buildEvaluationReport', () => {
  it('sums up scores, gates, the worst and repairs', async () => {
    const history = [{ attempt: 1, mean_score_before: 3, mean_score_after: 4, changed: ['x'], kept: true }];
    const records = [judged('a', 5), judged('b', 2), judged('c', 4, { history }), { conversation_id: 'd' }];
    const report = await buildEvaluationReport(records as DatasetRecord[]);
    expect(report.records).toEqual({ total: 4, judged: 3, passed: 2 });
    expect(report.scores.mean_score).toMatchObject({
      mean: 3.6667,
      median: 4,
      minimum: 2,
      maximum: 5,
      deviation: 1.2472,
    });
    expect(report.scores.mean_score?.distribution).toMatchObject({ '2.0': 1, '4.0': 1, '5.0': 1, '3.5': 0 });
    expect(report.gates.mean_score).toEqual({ failed: 1, pass_rate: 0.6667 });
    expect(report.gates.naturalness.pass_rate).toBe(1);
    expect(report.worst.map(({ conversation_id }) => conversation_id)).toEqual(['b', 'c', 'a']);
    expect(report.repairs).toEqual({ records: 1, attempts: 1, kept: 1, rescued: 1, mean_gain: 1 });
  });

  it('says null, not zero, where nothing was judged', async () => {
    const report = await buildEvaluationReport([]);
    expect(report.scores.mean_score).toBeNull();
    expect(report.pass_rate).toBeNull();
  });
});
