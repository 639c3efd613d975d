import { isWrite } from '../../sampler/draft.js';
import type { PlanAttempt } from '../../types/plan-row.js';
import { forbiddenTopics, type Twist } from '../../types/twist.js';
import { isNamedBy } from '../is-named-by.js';
import { lastStep } from '../outline-attempt.js';
import { lastGoalIfFree, type TwistContext, type TwistPlanner, writesAtMostLast } from './twist-planner.js';

/** Something else is asked for and served; what the last goal needs is not offered, and nothing but it does that work. */
export const planMissingTool: TwistPlanner = (attempt, context) => missTool(attempt, context);

/** Whether some tool could go missing, as far as the chain alone decides. */
export function mayMissTool(attempt: PlanAttempt, context: Pick<TwistContext, 'endpoints'>): boolean {
  return missTool({ ...attempt, distractors: [] }, context) !== null;
}

function missTool(attempt: PlanAttempt, context: Pick<TwistContext, 'endpoints'>): Twist | null {
  const goal = lastGoalIfFree(attempt);
  const [step] = goal === null ? [] : lastStep(goal, attempt.chain);
  if (goal === null || goal === 0 || step === undefined || !writesAtMostLast(goal, attempt, context))
    return null;
  const needed = attempt.chain.steps[step]?.endpointId;
  const offered = [...attempt.chain.steps.filter((_, index) => index !== step), ...attempt.distractors];
  const asked = context.endpoints.get(needed ?? '');
  const standsIn = offered.some(({ endpointId }) => {
    const other = context.endpoints.get(endpointId);
    return endpointId === needed || !asked || !other || isNamedBy(other, asked);
  });
  return standsIn ? null : { kind: 'missing_tool', goal };
}

/** A request that no product may serve, or, where the last goal is to write, one that this product's rules forbid. */
export const planRefusal: TwistPlanner = (attempt, context, random) => {
  const goal = lastGoalIfFree(attempt);
  const [step] = goal === null ? [] : lastStep(goal, attempt.chain);
  const endpointId = step === undefined ? undefined : attempt.chain.steps[step]?.endpointId;
  const writes = isWrite(context.endpoints.get(endpointId ?? '')?.intent ?? 'search');
  const once = attempt.chain.steps.filter((other) => other.endpointId === endpointId).length === 1;
  const leavesNothing = goal !== null && writesAtMostLast(goal, attempt, context);
  if (goal !== null && leavesNothing && writes && once && random.chance(0.5))
    return { kind: 'forbidden_action', goal };
  return { kind: 'forbidden_topic', topic: random.pick(forbiddenTopics), apart: attempt.requests.length > 1 };
};

/** Asked whether to go ahead, the user does not want to after all. */
export const planNotConfirmed: TwistPlanner = (attempt, context) => {
  const goal = lastGoalIfFree(attempt);
  const [step] = goal === null ? [] : lastStep(goal, attempt.chain);
  if (goal === null || step === undefined || attempt.chain.steps[step]?.parallelGroup !== null) return null;
  if (!writesAtMostLast(goal, attempt, context)) return null;
  const endpoint = context.endpoints.get(attempt.chain.steps[step]?.endpointId ?? '');
  return endpoint?.irreversible ? { kind: 'not_confirmed', goal } : null;
};
