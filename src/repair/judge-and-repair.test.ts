import { describe, expect, it } from 'vitest';
import { makeRecord } from '../../test/support/make-record.js';
import { toJudgeScores } from '../judge/to-judge-scores.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { Judge, Repairer } from '../types/ports.js';
import type { Violation } from '../types/verdict.js';
import { judgeAndRepair } from './judge-and-repair.js';

const gates = { tool_correctness: 3.5, task_completion: 3.5, naturalness: 3, mean_score: 3.5 };
const record = makeRecord({ id: '2' }) as unknown as DatasetRecord;

/** Scores a record by the number that is its conversation id. */
const judge: Judge = {
  id: 'offline-rubric@1',
  judge: async ({ conversation_id }) => {
    const score = { score: Number(conversation_id) };
    const scored = { tool_correctness: score, task_completion: score, naturalness: score };
    return toJudgeScores(scored, gates, { judge_model: 'offline-rubric@1', reasoning: '' });
  },
};
const repairTo = (...ids: string[]): Repairer => ({
  id: 'offline',
  repair: async (from) => {
    const conversation_id = ids.shift();
    return conversation_id === undefined
      ? null
      : {
          ...{ method: 'mechanical', agent: 'offline', notes: [] },
          ...{ record: { ...from, conversation_id }, changed: [conversation_id] },
        };
  },
});
const all = (score: number) => ({
  tool_correctness: score,
  task_completion: score,
  naturalness: score,
});
const options = { gates, maxRepairs: 2, validate: () => [] };

describe('judgeAndRepair', () => {
  it('only judges without a repairer, and leaves no history', async () => {
    const judged = await judgeAndRepair(record, judge, null, options);
    expect(judged.passed).toBe(false);
    expect(judged.judge_scores?.mean_score).toBe(2);
    expect(judged.history).toBeUndefined();
  });

  it('repairs until the gates are passed', async () => {
    const judged = await judgeAndRepair(record, judge, repairTo('3', '4', '5'), options);
    expect(judged).toMatchObject({ conversation_id: '4', passed: true });
    expect(judged.history).toEqual([
      {
        ...{ attempt: 1, mean_score_before: 2, mean_score_after: 3, changed: ['3'], kept: true },
        ...{ method: 'mechanical', agent: 'offline', scores_before: all(2), scores_after: all(3) },
      },
      {
        ...{ attempt: 2, mean_score_before: 3, mean_score_after: 4, changed: ['4'], kept: true },
        ...{ method: 'mechanical', agent: 'offline', scores_before: all(3), scores_after: all(4) },
      },
    ]);
  });

  it('keeps the best version when a repair makes it worse', async () => {
    const judged = await judgeAndRepair(record, judge, repairTo('3', '1'), options);
    expect(judged.conversation_id).toBe('3');
    expect(judged.history?.map(({ kept }) => kept)).toEqual([true, false]);
  });

  it('stays within the bound of attempts', async () => {
    const judged = await judgeAndRepair(record, judge, repairTo('2.1', '2.2', '2.3'), {
      ...options,
      maxRepairs: 1,
    });
    expect(judged.history).toHaveLength(1);
    const unbounded = await judgeAndRepair(record, judge, repairTo('5'), { ...options, maxRepairs: 0 });
    expect(unbounded.history).toBeUndefined();
  });

  it('does not keep, nor judge, a repair that breaks a law', async () => {
    const violation: Violation = { law: 2, rule: 'no-source', place: '/messages/1', message: 'no source' };
    const validate = ({ conversation_id }: DatasetRecord) => (conversation_id === '5' ? [violation] : []);
    const judged = await judgeAndRepair(record, judge, repairTo('5'), { ...options, validate });
    expect(judged.conversation_id).toBe('2');
    expect(judged.history).toEqual([
      {
        ...{ attempt: 1, mean_score_before: 2, mean_score_after: null, changed: ['5'], kept: false },
        ...{ method: 'mechanical', agent: 'offline', scores_before: all(2), scores_after: null },
        ...{ not_kept: 'broke_law', notes: ['law 2, no-source at /messages/1'] },
      },
    ]);
  });
});
