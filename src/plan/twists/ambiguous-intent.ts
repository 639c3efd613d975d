import { normalWords } from '../../concepts/concept-index.js';
import { performedSteps } from '../outline-attempt.js';
import type { TwistPlanner } from './twist-planner.js';

/**
 * The first message names what the first step is about and nothing else; what is to be done, and what more is wanted, comes
 * with the answer. Needs a first step that is called, and something near beside its endpoint: of one entity,
 * or with the thing in its name, but other work.
 */
export const planAmbiguousIntent: TwistPlanner = (attempt, { endpoints }, random) => {
  const { chain, distractors } = attempt;
  const first = endpoints.get(chain.steps[0]?.endpointId ?? '');
  if (first === undefined || !performedSteps(attempt).has(0)) return null;
  const akin = distractors.flatMap(({ endpointId, shares }) => (shares === 'entity' ? [endpointId] : []));
  // Alike in name is not enough: the thing itself must be in it.
  const thing = normalWords(first.entity ?? '');
  const named = distractors.flatMap(({ endpointId, shares }) => {
    const words = new Set(normalWords(endpoints.get(endpointId)?.name ?? ''));
    return shares === 'name' && thing.some((word) => words.has(word)) ? [endpointId] : [];
  });
  const others = akin.length > 0 ? akin : named;
  return others.length === 0 ? null : { kind: 'ambiguous_intent', other: random.pick(others) };
};
