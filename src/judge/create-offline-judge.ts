import { readRecordView } from '../record-view/read-record-view.js';
import type { RecordView } from '../record-view/record-view.js';
import type { Judge } from '../types/ports.js';
import { clipTexts } from './clip-texts.js';
import { findLanguageFaults } from './find-language-faults.js';
import { findTaskFaults } from './find-task-faults.js';
import { findToolFaults } from './find-tool-faults.js';
import type { Finding, Rubric } from './rubric.js';
import { type ScoredDimension, scoreDimension } from './score-dimension.js';
import { toJudgeScores } from './to-judge-scores.js';
import { wordReasoning } from './word-reasoning.js';

/**
 * The judge that needs no model: `offline-rubric@<version>`. It reads what a person would see, transcript and tool
 * definitions, and never provenance, goal or scenario, so that it can say something that the laws do not say already.
 */
export function createOfflineJudge(rubric: Rubric): Judge {
  const id = `offline-rubric@${rubric.version}`;
  return {
    id,
    async judge(record, gates) {
      const dimensions = findAll(readRecordView(clipTexts(record)), rubric);
      return toJudgeScores(dimensions, gates, { judge_model: id, reasoning: wordReasoning(dimensions) });
    },
  };
}

/** Findings and score of each dimension: what the scores of a verdict are made of. */
export type JudgedDimensions = {
  readonly tool_correctness: ScoredDimension;
  readonly task_completion: ScoredDimension;
  readonly naturalness: ScoredDimension;
};

function findAll(view: RecordView | null, rubric: Rubric): JudgedDimensions {
  const { tool_correctness, task_completion, naturalness } = rubric.dimensions;
  // What is no conversation at all answers nobody.
  const none: Finding[] = [{ kind: 'no_final_answer', amount: 2, detail: 'no readable messages' }];
  return {
    tool_correctness: scoreDimension(tool_correctness, view === null ? [] : findToolFaults(view, rubric)),
    task_completion: scoreDimension(task_completion, view === null ? none : findTaskFaults(view, rubric)),
    naturalness: scoreDimension(naturalness, view === null ? [] : findLanguageFaults(view, rubric)),
  };
}
