import { describe, expect, it } from 'vitest';
import { historyMutants } from '../../test/mutants/history-mutants.js';
import type { MutableRecord } from '../../test/mutants/mutant.js';
import { hotelRecord } from '../../test/support/sample-hotel-record.js';
import { createRandom } from '../random/random.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import { historyRules } from './history-rules.js';
import { validateRecord } from './validate-record.js';

const scores = { tool_correctness: 4, task_completion: 4.5, naturalness: 4, mean_score: 4.17 };
const { metadata, ...rest } = hotelRecord;
const judged: DatasetRecord = {
  ...rest,
  judge_scores: {
    ...scores,
    ...{ reasoning: '', judge_model: 'offline-rubric@1', passed: true, failed_gates: [] },
  },
  passed: true,
  metadata,
};
const names = historyRules.map(({ name }) => name);

describe('the rules of history', () => {
  it.each(historyMutants.map((mutant) => [mutant.name, mutant] as const))('sees %s', (_, mutant) => {
    const copy = JSON.parse(JSON.stringify(judged)) as MutableRecord;
    expect(mutant.mutate(copy, createRandom(1))).toBe(true);
    const rules = validateRecord(copy).map(({ rule }) => rule);
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.filter((rule) => !names.includes(rule))).toEqual([]);
  });

  it('takes attempts of older versions and those that later scores superseded', () => {
    const old = { attempt: 1, mean_score_before: 3, mean_score_after: 4, changed: [], kept: true };
    const { metadata: last, ...before } = judged;
    expect(
      validateRecord({ ...before, history: [{ ...old, mean_score_after: 4.17 }], metadata: last }),
    ).toEqual([]);
    expect(validateRecord({ ...before, history: [old], metadata: last })).toHaveLength(1);
    expect(validateRecord({ ...before, history: [{ ...old, superseded: true }], metadata: last })).toEqual(
      [],
    );
  });
});
