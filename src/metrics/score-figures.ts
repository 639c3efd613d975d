import type { JsonObject } from '../types/json.js';
import { type FigureFamily, known, share, unknown } from './figure.js';

const scoreNames = ['tool_correctness', 'task_completion', 'naturalness', 'mean_score'] as const;

/** Mean scores and pass rates per gate, where a judge has been. */
export function createScoreFigures(): FigureFamily {
  const sums = new Map<string, number>();
  const failed = new Map<string, number>();
  let judged = 0;
  let passed = 0;
  return {
    add(view) {
      const scores = view.raw.judge_scores;
      if (typeof scores !== 'object' || scores === null || Array.isArray(scores)) return;
      const record = scores as JsonObject;
      if (!scoreNames.every((name) => Number.isFinite(record[name]))) return;
      judged += 1;
      for (const name of scoreNames) sums.set(name, (sums.get(name) ?? 0) + Number(record[name]));
      if (record.passed === true) passed += 1;
      for (const gate of new Set(Array.isArray(record.failed_gates) ? record.failed_gates.map(String) : [])) {
        failed.set(gate, (failed.get(gate) ?? 0) + 1);
      }
    },
    figures: () => {
      const none = unknown('nothing judged');
      const pairs = scoreNames.flatMap((name) => [
        [`score_${name}`, judged === 0 ? none : known((sums.get(name) ?? 0) / judged, judged)] as const,
        [`pass_rate_${name}`, judged === 0 ? none : share(judged - (failed.get(name) ?? 0), judged)] as const,
      ]);
      return { ...Object.fromEntries(pairs), pass_rate: judged === 0 ? none : share(passed, judged) };
    },
  };
}
