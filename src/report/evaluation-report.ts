import type { DatasetRecord, RepairAttempt } from '../types/dataset-record.js';
import type { GateName } from '../types/verdict.js';

export const scoreNames = ['tool_correctness', 'task_completion', 'naturalness', 'mean_score'] as const;

/** What `evaluation_report.json` holds. Scores run from 1.0 to 5.0, shares from 0 to 1. */
export type EvaluationReport = {
  readonly judge_model: string;
  readonly records: number;
  readonly passed: number;
  readonly pass_rate: number;
  readonly threshold: number;
  /** Whether the mean of the mean scores reaches the threshold. */
  readonly threshold_met: boolean;
  readonly means: { readonly [score in GateName]: number };
  /** Records by score, rounded down to halves: `"4.5": 12`. */
  readonly distributions: { readonly [score in GateName]: { readonly [bin: string]: number } };
  readonly pass_rate_per_gate: { readonly [gate in GateName]: number };
  /** Lowest mean scores first, at most ten. */
  readonly worst: readonly WorstRecord[];
  /** Records that a model could not judge; they count nowhere else. */
  readonly unjudged: number;
  readonly repairs: { readonly attempts: number; readonly kept: number; readonly records_mended: number };
};

type WorstRecord = {
  readonly conversation_id: string;
  readonly mean_score: number;
  readonly failed_gates: readonly GateName[];
  readonly reasoning: string;
};

/** Collects what the report says while records pass by. */
export type EvaluationTally = {
  /** `earlier`: how many repairs the record had behind it before this evaluation. */
  add(record: DatasetRecord, earlier: number): void;
  addUnjudged(): void;
  report(threshold: number): EvaluationReport;
};

export function createEvaluationTally(): EvaluationTally {
  const values = new Map<GateName, number[]>(scoreNames.map((name) => [name, []]));
  const failures = new Map<GateName, number>();
  const judges = new Set<string>();
  const repairs = { attempts: 0, kept: 0, records_mended: 0 };
  let worst: WorstRecord[] = [];
  let passed = 0;
  let unjudged = 0;

  return {
    add(record, earlier) {
      const scores = record.judge_scores;
      if (scores === undefined) return;
      judges.add(scores.judge_model);
      for (const name of scoreNames) values.get(name)?.push(scores[name]);
      for (const gate of scores.failed_gates) failures.set(gate, (failures.get(gate) ?? 0) + 1);
      if (scores.passed) passed += 1;
      const { mean_score, failed_gates, reasoning } = scores;
      worst.push({ conversation_id: record.conversation_id, mean_score, failed_gates, reasoning });
      worst = worst.sort(byScoreThenId).slice(0, 10);
      countRepairs((record.history ?? []).slice(earlier), repairs);
    },
    addUnjudged() {
      unjudged += 1;
    },
    report(threshold) {
      const records = values.get('mean_score')?.length ?? 0;
      const collect = <T>(compute: (name: GateName) => T) =>
        Object.fromEntries(scoreNames.map((name) => [name, compute(name)])) as { [name in GateName]: T };
      const means = collect((name) => mean(values.get(name) ?? []));
      return {
        judge_model: [...judges].sort().join(', '),
        records,
        passed,
        pass_rate: share(passed, records),
        threshold,
        threshold_met: means.mean_score >= threshold,
        means: collect((name) => round(means[name], 3)),
        distributions: collect((name) => distribute(values.get(name) ?? [])),
        pass_rate_per_gate: collect((name) => share(records - (failures.get(name) ?? 0), records)),
        worst,
        unjudged,
        repairs,
      };
    },
  };
}

function countRepairs(
  history: readonly RepairAttempt[],
  repairs: { attempts: number; kept: number; records_mended: number },
): void {
  const kept = history.filter((attempt) => attempt.kept).length;
  repairs.attempts += history.length;
  repairs.kept += kept;
  if (kept > 0) repairs.records_mended += 1;
}

function byScoreThenId(left: WorstRecord, right: WorstRecord): number {
  if (left.mean_score !== right.mean_score) return left.mean_score - right.mean_score;
  return left.conversation_id < right.conversation_id ? -1 : 1;
}

function distribute(scores: readonly number[]): { [bin: string]: number } {
  const bins = new Map<string, number>();
  for (let half = 2; half <= 10; half += 1) bins.set((half / 2).toFixed(1), 0);
  for (const score of scores) {
    const bin = (Math.floor(score * 2) / 2).toFixed(1);
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  return Object.fromEntries(bins);
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : round(part / whole, 4);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
