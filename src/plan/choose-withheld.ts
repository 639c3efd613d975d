import type { Random } from '../random/random.js';
import type { ModeOption } from '../types/plan-row.js';
import type { Slot, ToolChain } from '../types/tool-chain.js';
import type { EndpointLookup } from '../types/tool-registry.js';

/**
 * Slots that the user leaves out until asked: one or two that a required parameter needs. Some value stays where there are
 * several, so that the request still says something. Where more than one question is wanted, one of each of so many goals.
 */
export function chooseWithheld(
  chain: ToolChain,
  endpoints: EndpointLookup,
  mode: ModeOption,
  random: Random,
  least = 1,
): number[] {
  if (least > 1) return oneOfEachGoal(chain, endpoints, least, random);
  const first = requiredSlots(chain, endpoints, firstBatch(chain));
  const any = requiredSlots(
    chain,
    endpoints,
    chain.steps.map((_, index) => index),
  );
  const candidates = mode === 'clarification_first' || first.length > 0 ? first : any;
  if (candidates.length === 0) return [];
  const count = candidates.length > 2 && random.chance(0.35) ? 2 : 1;
  return random
    .shuffle(candidates)
    .slice(0, count)
    .sort((one, other) => one - other);
}

/** A goal's values are asked for in one question, so each question needs a goal of its own. Empty where there are too few. */
function oneOfEachGoal(chain: ToolChain, endpoints: EndpointLookup, least: number, random: Random): number[] {
  const seen = new Set<number>();
  const chosen: number[] = [];
  for (const goal of chain.goals) {
    const fresh = requiredSlots(chain, endpoints, goal.steps).filter((slot) => !seen.has(slot));
    if (fresh.length > 0) chosen.push(random.pick(fresh));
    for (const step of goal.steps)
      for (const { from } of chain.steps[step]?.arguments ?? [])
        if (from.kind === 'slot') seen.add(from.slot);
  }
  return chosen.length < least ? [] : chosen.slice(0, least).sort((one, other) => one - other);
}

/** The calls that are made first. */
export function firstBatch(chain: ToolChain): number[] {
  const group = chain.steps[0]?.parallelGroup ?? null;
  return chain.steps.flatMap((step, index) =>
    index === 0 || (group !== null && step.parallelGroup === group) ? [index] : [],
  );
}

/** Slots that the given steps cannot do without, and that can be left out of a request. */
export function requiredSlots(
  chain: ToolChain,
  endpoints: EndpointLookup,
  steps: readonly number[],
): number[] {
  const slots = new Set<number>();
  for (const index of steps) {
    const step = chain.steps[index];
    if (!step) continue;
    const required = new Set(
      endpoints
        .get(step.endpointId)
        ?.parameters.filter((parameter) => parameter.required && parameter.fromContext !== true)
        .map((parameter) => parameter.name),
    );
    for (const argument of step.arguments) {
      if (argument.from.kind === 'slot' && required.has(argument.parameter)) slots.add(argument.from.slot);
    }
  }
  // One of two cities that are compared is not left out: nobody asks for "Paris and …".
  return [...slots].filter(
    (slot) =>
      // What products know of their users is not asked for.
      chain.slots[slot]?.concept !== 'account_reference' &&
      !chain.slots.some((other, index) => index !== slot && isTwin(other, chain.slots[slot])),
  );
}

function isTwin(one: Slot, other: Slot | undefined): boolean {
  return other !== undefined && one.endpointId === other.endpointId && one.parameter === other.parameter;
}
