import { withScores } from '../judge/score-record.js';
import type { DatasetRecord, RepairAttempt } from '../types/dataset-record.js';
import type { Judge, Repairer } from '../types/ports.js';
import type { Gates, JudgeScores, Violation } from '../types/verdict.js';

export type RepairOptions = {
  readonly gates: Gates;
  /** Attempts at most, 0 or more. */
  readonly maxRepairs: number;
  /** A repair that adds a violation is not kept. */
  readonly validate: (record: DatasetRecord) => readonly Violation[];
};

/**
 * Judges a record and, while it fails its gates and attempts are left, repairs, validates and judges again. Gives the best
 * version with its scores; each attempt stands in `history`, kept or not. Without a repairer it only judges.
 */
export async function judgeAndRepair(
  record: DatasetRecord,
  judge: Judge,
  repairer: Repairer | null,
  { gates, maxRepairs, validate }: RepairOptions,
): Promise<DatasetRecord> {
  let best = { record, scores: await judge.judge(record, gates) };
  const history: RepairAttempt[] = [...(record.history ?? [])];
  const refused = new Set<string>();
  for (let attempt = 1; repairer !== null && !best.scores.passed && attempt <= maxRepairs; attempt += 1) {
    const repaired = await repairer.repair(best.record, best.scores);
    // Nothing to mend, or a deterministic repairer that offers again what was refused.
    if (repaired === null || refused.has(JSON.stringify(repaired.record))) break;
    const isLawful = addsNoViolation(validate(best.record), validate(repaired.record));
    const scores = isLawful ? await judge.judge(repaired.record, gates) : null;
    const isKept = scores !== null && isBetter(scores, best.scores);
    history.push({
      attempt: history.length + 1,
      mean_score_before: best.scores.mean_score,
      mean_score_after: scores?.mean_score ?? null,
      changed: repaired.changed,
      kept: isKept,
    });
    if (isKept && scores !== null) best = { record: withRepairer(repaired.record, repairer.id), scores };
    else refused.add(JSON.stringify(repaired.record));
  }
  return withScores(history.length === 0 ? best.record : { ...best.record, history }, best.scores);
}

function isBetter(after: JudgeScores, before: JudgeScores): boolean {
  if (after.failed_gates.length !== before.failed_gates.length) {
    return after.failed_gates.length < before.failed_gates.length;
  }
  return after.mean_score > before.mean_score;
}

/** Whether no rule is broken more often than before. */
function addsNoViolation(before: readonly Violation[], after: readonly Violation[]): boolean {
  const counts = new Map<string, number>();
  for (const { law, rule } of before) counts.set(`${law} ${rule}`, (counts.get(`${law} ${rule}`) ?? 0) + 1);
  for (const { law, rule } of after) counts.set(`${law} ${rule}`, (counts.get(`${law} ${rule}`) ?? 0) - 1);
  return [...counts.values()].every((balance) => balance >= 0);
}

function withRepairer(record: DatasetRecord, repairer: string): DatasetRecord {
  return {
    ...record,
    metadata: { ...record.metadata, agents: { ...record.metadata?.agents, repair: repairer } },
  };
}
