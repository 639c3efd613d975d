import type { GateName, Gates, JudgeScores } from '../types/verdict.js';
import { dimensionNames } from './rubric.js';

type Scored = { readonly [name in (typeof dimensionNames)[number]]: { readonly score: number } };

/** Mean, failed gates and verdict from three scores. A score equal to its gate passes. */
export function toJudgeScores(
  scored: Scored,
  gates: Gates,
  { reasoning, judge_model }: Pick<JudgeScores, 'reasoning' | 'judge_model'>,
): JudgeScores {
  const sum = dimensionNames.reduce((total, name) => total + Math.round(scored[name].score * 10), 0);
  const mean_score = Math.round((sum * 10) / dimensionNames.length) / 100;
  const failed_gates: GateName[] = [
    ...dimensionNames.filter((name) => scored[name].score < gates[name]),
    ...(mean_score < gates.mean_score ? (['mean_score'] as const) : []),
  ];
  return {
    tool_correctness: scored.tool_correctness.score,
    task_completion: scored.task_completion.score,
    naturalness: scored.naturalness.score,
    mean_score,
    reasoning,
    judge_model,
    passed: failed_gates.length === 0,
    failed_gates,
  };
}
