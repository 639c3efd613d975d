import { performedSteps } from '../outline-attempt.js';
import type { TwistPlanner } from './twist-planner.js';

/**
 * The first message names what the first step is about and nothing else; what is to be done, and what more is wanted, comes
 * with the answer. Needs a first step that is called, and something near beside its endpoint: of one entity or name,
 * but other work.
 */
export const planAmbiguousIntent: TwistPlanner = (attempt, { endpoints }, random) => {
  const { chain, distractors } = attempt;
  const first = endpoints.get(chain.steps[0]?.endpointId ?? '');
  if (first === undefined || !performedSteps(attempt).has(0)) return null;
  const sharing = (share: string): string[] =>
    distractors.flatMap(({ endpointId, shares }) => (shares === share ? [endpointId] : []));
  const [entity, name] = [sharing('entity'), sharing('name')];
  const others = entity.length > 0 ? entity : name;
  return others.length === 0 ? null : { kind: 'ambiguous_intent', other: random.pick(others) };
};
