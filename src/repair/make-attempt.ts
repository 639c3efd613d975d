import type { DatasetRecord, RepairAttempt, RepairOutcome, RepairScores } from '../types/dataset-record.js';
import type { Repair, Repairer } from '../types/ports.js';
import type { JudgeScores, Violation } from '../types/verdict.js';
import { addsNoViolation } from './adds-no-violation.js';
import { describeModelFault } from './describe-model-fault.js';

export type Version = { readonly record: DatasetRecord; readonly scores: JudgeScores };

export type AttemptTools = {
  readonly validate: (record: DatasetRecord) => readonly Violation[];
  readonly judge: (candidate: DatasetRecord) => Promise<JudgeScores>;
};

/** An attempt as history tells it, and the version to go on with where it was kept. */
export type Attempted = {
  readonly entry: Omit<RepairAttempt, 'attempt'>;
  readonly kept: Version | null;
};

/**
 * One attempt at a better version: repaired, validated, judged. `refused` holds the mechanical repairs that were not kept,
 * as JSON, and grows; a repairer that offers one of them again has nothing more to offer. Null where there is nothing to try.
 */
export async function makeAttempt(
  repairer: Repairer,
  best: Version,
  number: number,
  tools: AttemptTools,
  refused: Set<string>,
): Promise<Attempted | null> {
  const repair = await repairer.repair(best.record, best.scores, number);
  if (repair === null) return null;
  const offer = repair.method === 'mechanical' ? JSON.stringify(repair.record) : null;
  if (offer !== null && refused.has(offer)) return null;
  const assessed = await assess(repair, best, tools);
  if (offer !== null && assessed.outcome !== 'kept') refused.add(offer);
  const isKept = assessed.outcome === 'kept' && repair.record !== null && assessed.scores !== null;
  return {
    entry: toEntry(repair, best.scores, assessed),
    kept: isKept ? { record: repair.record, scores: assessed.scores } : null,
  };
}

type Assessment = {
  readonly outcome: 'kept' | RepairOutcome;
  readonly scores: JudgeScores | null;
  readonly notes: readonly string[];
};

async function assess(repair: Repair, best: Version, tools: AttemptTools): Promise<Assessment> {
  const { record, problem } = repair;
  if (record === null) return { outcome: problem ?? 'refused', scores: null, notes: [] };
  const after = tools.validate(record);
  if (!addsNoViolation(tools.validate(best.record), after))
    return { outcome: 'broke_law', scores: null, notes: after.slice(0, 5).map(describeViolation) };
  try {
    const scores = await tools.judge(record);
    return { outcome: isBetter(scores, best.scores) ? 'kept' : 'no_better', scores, notes: [] };
  } catch (error) {
    const fault = describeModelFault(error);
    if (fault === null) throw error;
    return { outcome: 'failed', scores: null, notes: [`it could not be judged: ${fault}`] };
  }
}

function isBetter(after: JudgeScores, before: JudgeScores): boolean {
  if (after.failed_gates.length !== before.failed_gates.length) {
    return after.failed_gates.length < before.failed_gates.length;
  }
  return after.mean_score > before.mean_score;
}

function toEntry(
  { method, agent, changed, notes }: Repair,
  before: JudgeScores,
  { outcome, scores, notes: more }: Assessment,
): Omit<RepairAttempt, 'attempt'> {
  const said = [...notes, ...more];
  return {
    mean_score_before: before.mean_score,
    mean_score_after: scores?.mean_score ?? null,
    changed,
    kept: outcome === 'kept',
    method,
    agent,
    scores_before: dimensionsOf(before),
    scores_after: scores === null ? null : dimensionsOf(scores),
    ...(outcome === 'kept' ? {} : { not_kept: outcome }),
    ...(said.length === 0 ? {} : { notes: said }),
  };
}

function dimensionsOf({ tool_correctness, task_completion, naturalness }: JudgeScores): RepairScores {
  return { tool_correctness, task_completion, naturalness };
}

function describeViolation({ law, rule, place }: Violation): string {
  return `law ${law}, ${rule} at ${place}`;
}
