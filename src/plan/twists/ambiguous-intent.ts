import type { TwistPlanner } from './twist-planner.js';

/** Needs something near beside the first step's endpoint: of one entity or name, but other work. */
export const planAmbiguousIntent: TwistPlanner = (
  { chain, distractors, requests },
  { endpoints },
  random,
) => {
  const first = endpoints.get(chain.steps[0]?.endpointId ?? '');
  if (first === undefined || (requests[0]?.length ?? 0) !== 1) return null;
  const sharing = (share: string): string[] =>
    distractors.flatMap(({ endpointId, shares }) => (shares === share ? [endpointId] : []));
  const [entity, name] = [sharing('entity'), sharing('name')];
  const others = entity.length > 0 ? entity : name;
  return others.length === 0 ? null : { kind: 'ambiguous_intent', other: random.pick(others) };
};
