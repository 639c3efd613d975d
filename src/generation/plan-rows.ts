import { createPlan, type PlanContext } from '../plan/create-plan.js';
import type { PlanRow } from '../types/plan-row.js';

/** How far the plan came, and why it ended early. */
export type PlanEnd = { planned: number; exhausted: string | null };

/** The first `n` rows of a plan; `end` is told how it goes. Closes the plan's memory when it ends, however it does. */
export async function* planRows(
  plan: PlanContext,
  n: number,
  end: PlanEnd,
): AsyncGenerator<PlanRow, void, undefined> {
  try {
    for await (const outcome of createPlan(plan)) {
      if (!outcome.ok) {
        end.exhausted = describeRefusals(outcome.refusals);
        return;
      }
      yield outcome.row;
      end.planned += 1;
      if (end.planned === n) return;
    }
  } finally {
    await plan.memory.close();
  }
}

function describeRefusals(refusals: ReadonlyMap<string, number>): string {
  const parts = [...refusals].map(([reason, count]) => `${reason.replace(/_/g, ' ')} (${count} draws)`);
  return `every further draw was refused: ${parts.join(', ')}.`;
}
