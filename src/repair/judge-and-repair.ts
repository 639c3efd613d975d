import { withScores } from '../judge/score-record.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { Judge, Repairer } from '../types/ports.js';
import type { Gates, Violation } from '../types/verdict.js';
import { type AttemptTools, makeAttempt, type Version } from './make-attempt.js';
import { nameRepairer, supersede } from './repair-history.js';

export type RepairOptions = {
  readonly gates: Gates;
  /** Attempts at most, 0 or more. What a repairer has go first costs nothing and is not counted; with 0 nothing is tried. */
  readonly maxRepairs: number;
  /** A repair that adds a violation is not kept. */
  readonly validate: (record: DatasetRecord) => readonly Violation[];
};

/**
 * Judges a record and, while it fails its gates and attempts are left, repairs, validates and judges again. Gives the best
 * version with its scores; each attempt stands in `history`, kept or not. Without a repairer it only judges. An attempt
 * that a model spoils, as repairer or as judge, is written down as failed. Throws what the first judging throws, and
 * errors that end the run.
 */
export async function judgeAndRepair(
  record: DatasetRecord,
  judge: Judge,
  repairer: Repairer | null,
  { gates, maxRepairs, validate }: RepairOptions,
): Promise<DatasetRecord> {
  let best: Version = { record, scores: await judge.judge(record, gates, record.history?.length ?? 0) };
  const history = supersede(record.history ?? [], best.scores);
  const refused = new Set<string>();
  // Judging again is another call of a model.
  const tools: AttemptTools = {
    validate,
    judge: (candidate) => judge.judge(candidate, gates, history.length + 1),
  };
  for (const { by, number, isFirst } of planAttempts(repairer, maxRepairs)) {
    if (best.scores.passed) break;
    const attempted = await makeAttempt(by, best, number, tools, refused);
    if (attempted === null && isFirst) continue;
    if (attempted === null) break;
    history.push({ attempt: history.length + 1, ...attempted.entry });
    best = attempted.kept ?? best;
  }
  if (history.length === 0) return withScores(best.record, best.scores);
  return withScores(nameRepairer({ ...best.record, history }), best.scores);
}

type PlannedAttempt = { readonly by: Repairer; readonly number: number; readonly isFirst: boolean };

function planAttempts(repairer: Repairer | null, maxRepairs: number): PlannedAttempt[] {
  if (repairer === null || maxRepairs < 1) return [];
  const own = Array.from({ length: maxRepairs }, (_, index) => ({
    by: repairer,
    number: index + 1,
    isFirst: false,
  }));
  return repairer.first === undefined ? own : [{ by: repairer.first, number: 1, isFirst: true }, ...own];
}
