import type { Random } from '../../random/random.js';
import { isWrite } from '../../sampler/draft.js';
import type { PlanAttempt } from '../../types/plan-row.js';
import type { Endpoint } from '../../types/tool-registry.js';
import type { Twist } from '../../types/twist.js';
import type { BindingContext } from '../bind-slots.js';

export type TwistContext = BindingContext & {
  /** Usable endpoints that act on an entity. */
  readonly byEntity: ReadonlyMap<string, readonly Endpoint[]>;
};

/** A twist that the attempt can carry beside those that it has; null where it can carry none of the kind. */
export type TwistPlanner = (attempt: PlanAttempt, context: TwistContext, random: Random) => Twist | null;

/** Goals that end without being achieved: nothing else may happen in them. */
export function undoneGoals({ chain, twists }: PlanAttempt): Set<number> {
  return new Set(
    twists.flatMap((twist) => {
      if (
        twist.kind === 'missing_tool' ||
        twist.kind === 'forbidden_action' ||
        twist.kind === 'not_confirmed'
      )
        return [twist.goal];
      return twist.kind === 'tool_error' && twist.recovery.by === 'telling'
        ? [chain.goals.findIndex(({ steps }) => steps.includes(twist.step))]
        : [];
    }),
  );
}

/** Slots whose first value is to be put right. */
export function revisedSlots({ twists }: PlanAttempt): Set<number> {
  return new Set(
    twists.flatMap((twist) => {
      if (twist.kind === 'user_correction') return [twist.slot];
      return twist.kind === 'tool_error' && twist.recovery.by === 'asking' ? [twist.recovery.slot] : [];
    }),
  );
}

/** The last goal, where nothing else came to an end in it: only what nothing builds on may go undone. */
export function lastGoalIfFree(attempt: PlanAttempt): number | null {
  const goal = attempt.chain.goals.length - 1;
  const steps = new Set(attempt.chain.goals[goal]?.steps);
  const busy = attempt.twists.some(
    (twist) =>
      (twist.kind === 'tool_error' && steps.has(twist.step)) ||
      (twist.kind === 'user_correction' && [...steps].some((step) => takesSlot(step, twist.slot, attempt))),
  );
  const withholds = attempt.withheld.some((slot) =>
    [...steps].some((step) => takesSlot(step, slot, attempt)),
  );
  return goal < 0 || busy || withholds || undoneGoals(attempt).size > 0 ? null : goal;
}

/** True where no step of the goal before its last one writes: what is given up at the end leaves nothing behind. */
export function writesAtMostLast(
  goal: number,
  { chain }: PlanAttempt,
  { endpoints }: Pick<TwistContext, 'endpoints'>,
): boolean {
  const before = chain.goals[goal]?.steps.slice(0, -1) ?? [];
  return before.every(
    (step) => !isWrite(endpoints.get(chain.steps[step]?.endpointId ?? '')?.intent ?? 'create'),
  );
}

export function takesSlot(step: number, slot: number, { chain }: Pick<PlanAttempt, 'chain'>): boolean {
  return chain.steps[step]?.arguments.some(({ from }) => from.kind === 'slot' && from.slot === slot) === true;
}
