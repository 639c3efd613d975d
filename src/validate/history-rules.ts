import type { RepairAttempt, RepairScores } from '../types/dataset-record.js';
import type { RecordView } from './record-view.js';
import type { Report, Rule } from './rule.js';

/** Law 8: what the record tells of its repairs agrees with itself, its scores and its agents. */
export const historyRules: readonly Rule[] = [
  { law: 8, name: 'history-consistent', check: historyConsistent },
  { law: 8, name: 'history-explains-scores', check: historyExplainsScores },
  { law: 8, name: 'repairer-named', check: repairerNamed },
];

function historyConsistent({ record }: RecordView, report: Report): void {
  const history = record.history ?? [];
  if (history.length > 0 && record.judge_scores === undefined)
    report('/history', 'Repairs are listed and no scores.');
  history.forEach((attempt, index) => {
    const place = `/history/${index}`;
    if (attempt.attempt !== index + 1)
      report(`${place}/attempt`, `The attempt is numbered ${attempt.attempt}, it is the ${index + 1}.`);
    if (attempt.superseded && index > 0 && !history[index - 1]?.superseded)
      report(`${place}/superseded`, 'An attempt is superseded, the one before it is not.');
    for (const problem of attemptProblems(attempt)) report(place, problem);
  });
}

function attemptProblems(attempt: RepairAttempt): string[] {
  const { kept, method, agent, mean_score_before, mean_score_after, not_kept } = attempt;
  const problems: string[] = [];
  if (kept && mean_score_after === null) problems.push('The repair was kept and never judged.');
  if (kept && not_kept !== undefined) problems.push('The repair was kept and says why it was not.');
  if (method !== undefined && !kept && not_kept === undefined)
    problems.push('The repair was not kept and does not say why.');
  if (not_kept !== undefined && (not_kept === 'no_better') === (mean_score_after === null))
    problems.push(`The repair is ${not_kept} with ${mean_score_after} as its score.`);
  if (method !== undefined && agent !== undefined && (method === 'mechanical') !== (agent === 'offline'))
    problems.push(`A ${method} repair is not made by ${agent}.`);
  if (attempt.scores_before !== undefined && !hasMean(attempt.scores_before, mean_score_before))
    problems.push(`The mean before the repair is not ${mean_score_before}.`);
  if (attempt.scores_after !== undefined && !hasMean(attempt.scores_after, mean_score_after))
    problems.push(`The mean after the repair is not ${mean_score_after}.`);
  return problems;
}

function hasMean(scores: RepairScores | null, mean: number | null): boolean {
  if (scores === null || mean === null) return scores === null && mean === null;
  const recomputed = (scores.tool_correctness + scores.task_completion + scores.naturalness) / 3;
  return Math.abs(recomputed - mean) <= 0.005 + 1e-9;
}

/** Each attempt starts from the best version before it, and the last best version is the record. */
function historyExplainsScores({ record }: RecordView, report: Report): void {
  const { judge_scores: scores, history = [] } = record;
  if (scores === undefined) return;
  let mean: number | null = null;
  let single: RepairScores | null = null;
  for (const [index, attempt] of history.entries()) {
    if (attempt.superseded) continue;
    if (mean !== null && attempt.mean_score_before !== mean)
      report(
        `/history/${index}/mean_score_before`,
        `The attempt starts from ${attempt.mean_score_before}, the best version before it had ${mean}.`,
      );
    mean = attempt.kept ? attempt.mean_score_after : attempt.mean_score_before;
    single = (attempt.kept ? attempt.scores_after : attempt.scores_before) ?? null;
  }
  if (mean !== null && mean !== scores.mean_score)
    report('/history', `The best version had ${mean}, the scores say ${scores.mean_score}.`);
  else if (single !== null && !areEqual(single, scores))
    report('/history', 'The best version had other scores than the record.');
}

function areEqual(left: RepairScores, right: RepairScores): boolean {
  return (
    left.tool_correctness === right.tool_correctness &&
    left.task_completion === right.task_completion &&
    left.naturalness === right.naturalness
  );
}

/** A model repaired where a repair of its was kept, and only there; the last of several is named. */
function repairerNamed({ record }: RecordView, report: Report): void {
  const kept = (record.history ?? []).filter((attempt) => attempt.kept);
  // Older records do not say who made an attempt.
  if (kept.some(({ agent }) => agent === undefined)) return;
  const models = kept.flatMap(({ agent }) => (agent === undefined || agent === 'offline' ? [] : [agent]));
  const expected = models.at(-1) ?? 'offline';
  const named = record.metadata.agents.repair;
  if (named !== expected)
    report('/metadata/agents/repair', `The repairs kept were made by ${expected}, the agents say ${named}.`);
}
