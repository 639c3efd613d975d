import { normalWords } from '../../concepts/concept-index.js';
import type { PlanAttempt } from '../../types/plan-row.js';
import { performedSteps } from '../outline-attempt.js';
import type { TwistContext, TwistPlanner } from './twist-planner.js';

/**
 * The first message names what the first step is about and nothing else; what is to be done, and what more is wanted, comes
 * with the answer. Needs a first step that is called, and something near beside its endpoint: of one entity,
 * or with the thing in its name, but other work.
 */
export const planAmbiguousIntent: TwistPlanner = (attempt, context, random) => {
  const others = othersMeant(attempt, context);
  return others.length === 0 ? null : { kind: 'ambiguous_intent', other: random.pick(others) };
};

/** Whether what is offered leaves open what is meant. */
export function mayBeAmbiguous(attempt: PlanAttempt, context: TwistContext): boolean {
  return othersMeant(attempt, context).length > 0;
}

/** Ids of the endpoints beside the first step's that its thing alone might mean. */
function othersMeant(attempt: PlanAttempt, { endpoints }: TwistContext): readonly string[] {
  const { chain, distractors } = attempt;
  const first = endpoints.get(chain.steps[0]?.endpointId ?? '');
  if (first === undefined || !performedSteps(attempt).has(0)) return [];
  const akin = distractors.flatMap(({ endpointId, shares }) => (shares === 'entity' ? [endpointId] : []));
  // Alike in name is not enough: the thing itself must be in it.
  const thing = normalWords(first.entity ?? '');
  const named = distractors.flatMap(({ endpointId, shares }) => {
    const words = new Set(normalWords(endpoints.get(endpointId)?.name ?? ''));
    return shares === 'name' && thing.some((word) => words.has(word)) ? [endpointId] : [];
  });
  return akin.length > 0 ? akin : named;
}
