import type { MutableRecord, Mutant } from './mutant.js';

type Attempt = NonNullable<MutableRecord['history']>[number];

/** Law 8: histories of repairs that do not agree with themselves or with the record. Each starts from one that does. */
export const historyMutants: readonly Mutant[] = [
  breaks('repairs-misnumbered', (history) => {
    history[0].attempt = 2;
  }),
  breaks('repair-kept-unjudged', (history) => {
    history[1].mean_score_after = null;
    history[1].scores_after = null;
  }),
  breaks('repair-refused-silently', (history) => {
    Reflect.deleteProperty(history[0], 'not_kept');
  }),
  breaks('repair-kept-and-refused', (history) => {
    history[1].not_kept = 'no_better';
  }),
  breaks('repair-unjudged-for-its-score', (history) => {
    history[0].not_kept = 'no_better';
  }),
  breaks('repair-mean-made-up', (history) => {
    history[0].scores_before = { tool_correctness: 1, task_completion: 2, naturalness: 1 };
  }),
  breaks('repair-outcome-made-up', (history, record) => {
    const made = record.judge_scores?.mean_score === 1 ? 2 : 1;
    history[1].mean_score_after = made;
    history[1].scores_after = { tool_correctness: made, task_completion: made, naturalness: made };
  }),
  breaks('repair-starts-elsewhere', (history) => {
    history[1].mean_score_before = 1.33;
    history[1].scores_before = { tool_correctness: 1, task_completion: 2, naturalness: 1 };
  }),
  breaks('repair-by-the-wrong-hand', (history) => {
    history[0].agent = 'offline';
  }),
  breaks('repairing-model-unnamed', (_, record) => {
    record.metadata.agents.repair = 'offline';
  }),
  breaks('repairing-model-exchanged', (_, record) => {
    record.metadata.agents.repair = 'another-model';
  }),
  breaks('repairs-superseded-late', (history) => {
    history[1].superseded = true;
  }),
  {
    name: 'repairing-model-from-nowhere',
    law: 8,
    mutate(record) {
      if (record.history !== undefined) return false;
      record.metadata.agents.repair = 'some-model';
      return true;
    },
  },
];

/** A failed rewriting of texts and a whole one that was kept, as they lead to the record's scores; then one thing broken. */
function breaks(name: string, edit: (history: [Attempt, Attempt], record: MutableRecord) => void): Mutant {
  return {
    name,
    law: 8,
    mutate(record) {
      const { judge_scores: scores, metadata, history: earlier } = record;
      if (scores === undefined || earlier !== undefined) return false;
      const { tool_correctness, task_completion, naturalness, mean_score } = scores;
      const poor = { tool_correctness: 1, task_completion: 1, naturalness: 1 };
      const base = { changed: ['message 1: text changed'], agent: 'some-model', mean_score_before: 1 };
      const history: [Attempt, Attempt] = [
        {
          ...{ attempt: 1, ...base, method: 'surgical', mean_score_after: null, kept: false },
          ...{ scores_before: { ...poor }, scores_after: null, not_kept: 'failed' },
        },
        {
          ...{ attempt: 2, ...base, method: 'rewrite', mean_score_after: mean_score, kept: true },
          ...{ scores_before: { ...poor }, scores_after: { tool_correctness, task_completion, naturalness } },
        },
      ];
      // `history` stands before `metadata`.
      Reflect.deleteProperty(record, 'metadata');
      record.history = history;
      record.metadata = { ...metadata, agents: { ...metadata.agents, repair: 'some-model' } };
      edit(history, record);
      return true;
    },
  };
}
