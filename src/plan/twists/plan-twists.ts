import type { Random } from '../../random/random.js';
import type { PhenomenonName, PlanAttempt } from '../../types/plan-row.js';
import type { Twist } from '../../types/twist.js';
import { planAmbiguousIntent } from './ambiguous-intent.js';
import { planToolError } from './tool-error.js';
import type { TwistContext, TwistPlanner } from './twist-planner.js';
import { planMissingTool, planNotConfirmed, planRefusal } from './undone-goal.js';
import { planUserCorrection } from './user-correction.js';

/** Which twist shows which phenomenon, in the order in which they are planned: what ends a goal comes first. */
export const twistPlanners: { readonly [name in PhenomenonName]?: TwistPlanner } = {
  missing_tool: planMissingTool,
  refusal: planRefusal,
  confirmation: (attempt, context, random) =>
    random.chance(0.15) ? planNotConfirmed(attempt, context, random) : null,
  ambiguous_intent: planAmbiguousIntent,
  user_correction: planUserCorrection,
  tool_error: planToolError,
};

/** As many of the wanted twists as go together on one attempt. */
export function planTwists(
  attempt: PlanAttempt,
  wanted: ReadonlySet<PhenomenonName>,
  context: TwistContext,
  random: Random,
): Twist[] {
  const twists = [...attempt.twists];
  for (const [name, plan] of Object.entries(twistPlanners)) {
    if (!wanted.has(name as PhenomenonName)) continue;
    const twist = plan({ ...attempt, twists }, context, random.fork(name));
    if (twist !== null) twists.push(twist);
  }
  return twists;
}
