import { performedSteps } from '../outline-attempt.js';
import type { TwistPlanner } from './twist-planner.js';

/** Needs a first step that is called, and something near beside its endpoint: of one entity or name, but other work. */
export const planAmbiguousIntent: TwistPlanner = (attempt, { endpoints }, random) => {
  const { chain, distractors, requests } = attempt;
  const first = endpoints.get(chain.steps[0]?.endpointId ?? '');
  if (first === undefined || (requests[0]?.length ?? 0) !== 1 || !performedSteps(attempt).has(0)) return null;
  const sharing = (share: string): string[] =>
    distractors.flatMap(({ endpointId, shares }) => (shares === share ? [endpointId] : []));
  const [entity, name] = [sharing('entity'), sharing('name')];
  const others = entity.length > 0 ? entity : name;
  return others.length === 0 ? null : { kind: 'ambiguous_intent', other: random.pick(others) };
};
