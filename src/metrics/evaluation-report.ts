import type { DatasetRecord, RepairAttempt } from '../types/dataset-record.js';
import type { GateName, JudgeScores } from '../types/verdict.js';

/** What `evaluation_report.json` holds: plain data, keys in this order. */
export type EvaluationReport = {
  readonly records: { readonly total: number; readonly judged: number; readonly passed: number };
  /** What judged, and how many records each. */
  readonly judges: { readonly [judgeModel: string]: number };
  readonly scores: { readonly [score in GateName]: ScoreSummary | null };
  /** 0–1; null where nothing was judged. */
  readonly pass_rate: number | null;
  readonly gates: {
    readonly [gate in GateName]: { readonly failed: number; readonly pass_rate: number | null };
  };
  /** Lowest mean first, ties by place in the file; at most ten. */
  readonly worst: readonly WorstRecord[];
  readonly repairs: RepairSummary;
};

export type ScoreSummary = {
  readonly mean: number;
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Population standard deviation. */
  readonly deviation: number;
  /** Records by score rounded down to half points: `4.5` holds 4.5 to 4.99. */
  readonly distribution: { readonly [from: string]: number };
};

export type WorstRecord = {
  readonly conversation_id: string;
  readonly mean_score: number;
  readonly failed_gates: readonly GateName[];
  readonly reasoning: string;
};

export type RepairSummary = {
  readonly records: number;
  readonly attempts: number;
  readonly kept: number;
  /** Records that were repaired and pass. */
  readonly rescued: number;
  /** Mean gain in mean score of the attempts kept; null where none was. */
  readonly mean_gain: number | null;
};

const gateNames: readonly GateName[] = ['tool_correctness', 'task_completion', 'naturalness', 'mean_score'];
const worstCount = 10;

/** Sums up the scores of a judged dataset in one pass. Records that nothing judged are counted and left out. */
export async function buildEvaluationReport(
  records: AsyncIterable<DatasetRecord> | Iterable<DatasetRecord>,
): Promise<EvaluationReport> {
  const values = new Map<GateName, number[]>(gateNames.map((name) => [name, []]));
  const failed = new Map<GateName, number>();
  const judges = new Map<string, number>();
  const worst: WorstRecord[] = [];
  const attempts: RepairAttempt[] = [];
  const count = { total: 0, judged: 0, passed: 0, repaired: 0, rescued: 0 };
  for await (const record of records) {
    count.total += 1;
    const scores = record.judge_scores;
    if (scores === undefined || scores === null) continue;
    count.judged += 1;
    if (scores.passed) count.passed += 1;
    judges.set(scores.judge_model, (judges.get(scores.judge_model) ?? 0) + 1);
    for (const name of gateNames) values.get(name)?.push(scores[name]);
    for (const gate of scores.failed_gates) failed.set(gate, (failed.get(gate) ?? 0) + 1);
    addWorst(worst, record.conversation_id, scores);
    const history = record.history ?? [];
    attempts.push(...history);
    if (history.length > 0) count.repaired += 1;
    if (scores.passed && history.some(({ kept }) => kept)) count.rescued += 1;
  }
  const rate = (part: number): number | null => (count.judged === 0 ? null : round(part / count.judged));
  return {
    records: { total: count.total, judged: count.judged, passed: count.passed },
    judges: Object.fromEntries([...judges].sort(([left], [right]) => (left < right ? -1 : 1))),
    scores: fromGates((name) => summarize(values.get(name) ?? [])),
    pass_rate: rate(count.passed),
    gates: fromGates((name) => ({
      failed: failed.get(name) ?? 0,
      pass_rate: rate(count.judged - (failed.get(name) ?? 0)),
    })),
    worst,
    repairs: {
      records: count.repaired,
      ...summarizeAttempts(attempts),
      rescued: count.rescued,
      mean_gain: meanGain(attempts),
    },
  };
}

function addWorst(worst: WorstRecord[], conversation_id: string, scores: JudgeScores): void {
  const { mean_score, failed_gates, reasoning } = scores;
  let at = worst.length;
  while (at > 0 && (worst[at - 1]?.mean_score ?? 0) > mean_score) at -= 1;
  worst.splice(at, 0, { conversation_id, mean_score, failed_gates, reasoning });
  if (worst.length > worstCount) worst.pop();
}

function summarize(values: readonly number[]): ScoreSummary | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((left, right) => left - right);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length;
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const distribution: { [from: string]: number } = {};
  for (let half = 2; half <= 10; half += 1) distribution[(half / 2).toFixed(1)] = 0;
  for (const value of sorted) {
    const from = (Math.floor(value * 2 + 1e-9) / 2).toFixed(1);
    distribution[from] = (distribution[from] ?? 0) + 1;
  }
  return {
    mean: round(mean),
    median: round((lower + upper) / 2),
    minimum: sorted[0] ?? 0,
    maximum: sorted.at(-1) ?? 0,
    deviation: round(Math.sqrt(variance)),
    distribution,
  };
}

function summarizeAttempts(attempts: readonly RepairAttempt[]): { attempts: number; kept: number } {
  return { attempts: attempts.length, kept: attempts.filter(({ kept }) => kept).length };
}

function meanGain(attempts: readonly RepairAttempt[]): number | null {
  const gains = attempts.flatMap(({ kept, mean_score_before, mean_score_after }) =>
    kept && mean_score_after !== null ? [mean_score_after - mean_score_before] : [],
  );
  return gains.length === 0 ? null : round(gains.reduce((sum, gain) => sum + gain, 0) / gains.length);
}

function fromGates<T>(make: (name: GateName) => T): { readonly [gate in GateName]: T } {
  return {
    tool_correctness: make('tool_correctness'),
    task_completion: make('task_completion'),
    naturalness: make('naturalness'),
    mean_score: make('mean_score'),
  };
}

/** Four decimals: enough to read, and free of the noise of floating sums. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
