import type { GateName, JudgeScores } from '../types/verdict.js';
import { historyRules } from './history-rules.js';
import type { RecordView } from './record-view.js';
import type { Report, Rule } from './rule.js';

/** Law 8: labels say what is true: who judged, what the scores mean, who spoke. */
export const labelRules: readonly Rule[] = [
  { law: 8, name: 'judge-named', check: judgeNamed },
  { law: 8, name: 'scores-consistent', check: scoresConsistent },
  { law: 8, name: 'verdict-agrees', check: verdictAgrees },
  { law: 8, name: 'agents-named', check: agentsNamed },
  ...historyRules,
];

const offlineJudge = /^offline-rubric@\d+(?:\.\d+){0,2}$/;

function judgeNamed({ record }: RecordView, report: Report): void {
  const scores = record.judge_scores;
  if (scores === undefined) return;
  const looksOffline = scores.judge_model.startsWith('offline');
  if (looksOffline && !offlineJudge.test(scores.judge_model)) {
    report('/judge_scores/judge_model', `${scores.judge_model} is no offline-rubric@<version>.`);
  }
  const agent = record.metadata.agents.judge;
  const agrees = agent === 'offline' ? looksOffline : agent === scores.judge_model;
  if (!agrees)
    report('/judge_scores/judge_model', `The judge is ${scores.judge_model}, the agents say ${agent}.`);
}

function scoresConsistent({ record }: RecordView, report: Report): void {
  const scores = record.judge_scores;
  if (scores === undefined) return;
  const mean = (scores.tool_correctness + scores.task_completion + scores.naturalness) / 3;
  if (Math.abs(mean - scores.mean_score) > 0.005 + 1e-9) {
    report(
      '/judge_scores/mean_score',
      `The mean is ${scores.mean_score}; recomputed it is ${mean.toFixed(2)}.`,
    );
  }
  if (scores.passed !== (scores.failed_gates.length === 0)) {
    report(
      '/judge_scores/passed',
      `passed is ${scores.passed} with ${scores.failed_gates.length} failed gates.`,
    );
  }
  // Gates are configurable, so only what no gate between 1.0 and 5.0 could do is wrong.
  for (const gate of scores.failed_gates) {
    if (scoreOf(scores, gate) >= 5)
      report('/judge_scores/failed_gates', `${gate} cannot fail with the highest score.`);
  }
}

function scoreOf(scores: JudgeScores, gate: GateName): number {
  return scores[gate];
}

function verdictAgrees({ record }: RecordView, report: Report): void {
  const { judge_scores: scores, passed } = record;
  if ((scores === undefined) !== (passed === undefined))
    report('/passed', 'A verdict stands without scores, or scores without a verdict.');
  else if (scores !== undefined && scores.passed !== passed)
    report('/passed', 'The verdict differs from that of the scores.');
}

function agentsNamed({ record }: RecordView, report: Report): void {
  for (const [role, agent] of Object.entries(record.metadata.agents)) {
    if (agent.trim() === '' || (/^offline/i.test(agent) && agent !== 'offline')) {
      report(`/metadata/agents/${role}`, `"${agent}" is neither offline nor the id of a model.`);
    }
  }
}
