import { describe, expect, it } from 'vitest';
import { makeRecord } from '../../test/support/make-record.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import { ModelRunError } from '../errors/model-run-error.js';
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

/** A model's repairer: each attempt leads to the record of that id, to nothing, or fails. */
const modelRepairer = (...steps: (string | null)[]): Repairer => ({
  id: 'model-1',
  first: repairTo('2.5'),
  repair: async (from, _, attempt) => {
    const id = steps[attempt - 1];
    if (id === undefined) return null;
    const base = { method: attempt === 1 ? 'surgical' : 'rewrite', agent: 'model-1' } as const;
    return id === null
      ? { ...base, record: null, changed: [], notes: ['the call failed (network)'], problem: 'failed' }
      : { ...base, record: { ...from, conversation_id: id }, changed: [id], notes: ['said'] };
  },
});
const told = (judged: DatasetRecord) =>
  (judged.history ?? []).map(({ method, mean_score_before, mean_score_after, kept, not_kept }) => [
    ...[method, mean_score_before, mean_score_after, kept ? 'kept' : not_kept],
  ]);

describe('judgeAndRepair with a model', () => {
  it('mends by rule first, uncounted, then single texts, then all of them', async () => {
    const judged = await judgeAndRepair(record, judge, modelRepairer('3', '4'), options);
    expect(judged).toMatchObject({ conversation_id: '4', passed: true });
    expect(told(judged)).toEqual([
      ['mechanical', 2, 2.5, 'kept'],
      ['surgical', 2.5, 3, 'kept'],
      ['rewrite', 3, 4, 'kept'],
    ]);
    expect(judged.history?.map(({ attempt, agent, notes }) => [attempt, agent, notes])).toEqual([
      [1, 'offline', undefined],
      [2, 'model-1', ['said']],
      [3, 'model-1', ['said']],
    ]);
    expect(judged.metadata?.agents?.repair).toBe('model-1');
  });

  it('asks no model where the mechanical mend suffices', async () => {
    const repairer: Repairer = {
      ...modelRepairer(),
      first: repairTo('4'),
      repair: async () => expect.fail('the model was asked'),
    };
    const judged = await judgeAndRepair(record, judge, repairer, options);
    expect(told(judged)).toEqual([['mechanical', 2, 4, 'kept']]);
    expect(judged.metadata?.agents?.repair).toBe('offline');
  });

  it('goes on to the model where there is nothing mechanical to mend, and tries nothing without attempts', async () => {
    const repairer = { ...modelRepairer('4'), first: repairTo() };
    expect(told(await judgeAndRepair(record, judge, repairer, options))).toEqual([
      ['surgical', 2, 4, 'kept'],
    ]);
    const none = await judgeAndRepair(record, judge, modelRepairer('4'), { ...options, maxRepairs: 0 });
    expect(none.history).toBeUndefined();
  });

  it('keeps the best version where the second attempt is worse, and stays within the bound', async () => {
    const judged = await judgeAndRepair(record, judge, modelRepairer('3', '2.7'), options);
    expect(judged.conversation_id).toBe('3');
    expect(told(judged).slice(1)).toEqual([
      ['surgical', 2.5, 3, 'kept'],
      ['rewrite', 3, 2.7, 'no_better'],
    ]);
    const one = await judgeAndRepair(record, judge, modelRepairer('3', '4'), { ...options, maxRepairs: 1 });
    expect(told(one)).toHaveLength(2);
  });

  it('writes down an attempt that failed and goes on', async () => {
    const judged = await judgeAndRepair(record, judge, modelRepairer(null, '4'), options);
    expect(judged.conversation_id).toBe('4');
    expect(told(judged)[1]).toEqual(['surgical', 2.5, null, 'failed']);
    expect(judged.history?.[1]?.notes).toEqual(['the call failed (network)']);
  });

  it('does not lose a record to a judge that fails on a repair, and ends where the run ends', async () => {
    const failing = (error: Error): Judge => ({
      ...judge,
      judge: async (candidate, given) => {
        if (candidate.conversation_id === '3') throw error;
        return judge.judge(candidate, given);
      },
    });
    const error = new ConversationFailure('model-reply', 'no scores');
    const judged = await judgeAndRepair(record, failing(error), modelRepairer('3', '4'), options);
    expect(judged.conversation_id).toBe('4');
    expect(judged.history?.[1]).toMatchObject({
      ...{ not_kept: 'failed', mean_score_after: null },
      notes: ['said', 'it could not be judged: model-reply: no scores'],
    });
    const end = new ModelRunError('budget', 'the cap is reached');
    await expect(judgeAndRepair(record, failing(end), modelRepairer('3'), options)).rejects.toBe(end);
    await expect(
      judgeAndRepair({ ...record, conversation_id: '3' }, failing(error), null, options),
    ).rejects.toBe(error);
  });

  it('tells the judge how often it judged before', async () => {
    const seen: (number | undefined)[] = [];
    const counting: Judge = {
      ...judge,
      judge: async (candidate, given, attempt) => {
        seen.push(attempt);
        return judge.judge(candidate, given);
      },
    };
    await judgeAndRepair(record, counting, modelRepairer('3', '4'), options);
    expect(seen).toEqual([0, 1, 2, 3]);
  });

  it('goes on numbering when a record is judged anew, and marks attempts that other scores superseded', async () => {
    const first = await judgeAndRepair(record, judge, modelRepairer('3', null), options);
    const again = await judgeAndRepair(first, judge, modelRepairer('4'), options);
    expect(again.history?.map(({ attempt, superseded }) => superseded ?? attempt)).toEqual([1, 2, 3, 4, 5]);
    const stricter: Judge = {
      ...judge,
      judge: (candidate, given) => judge.judge({ ...candidate, conversation_id: '1.5' }, given),
    };
    const superseded = await judgeAndRepair(first, stricter, null, options);
    expect(superseded.history?.map((attempt) => attempt.superseded)).toEqual([true, true, true]);
    expect(superseded.metadata?.agents?.repair).toBe('model-1');
  });
});
