import type { Random } from '../random/random.js';
import type { ModeOption } from '../types/plan-row.js';
import type { Slot, ToolChain } from '../types/tool-chain.js';
import type { Endpoint } from '../types/tool-registry.js';

/**
 * Slots that the user leaves out until asked: one or two that a required parameter needs. Some value stays where there are
 * several, so that the request still says something.
 */
export function chooseWithheld(
  chain: ToolChain,
  endpoints: ReadonlyMap<string, Endpoint>,
  mode: ModeOption,
  random: Random,
): number[] {
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

function firstBatch(chain: ToolChain): number[] {
  const group = chain.steps[0]?.parallelGroup ?? null;
  return chain.steps.flatMap((step, index) =>
    index === 0 || (group !== null && step.parallelGroup === group) ? [index] : [],
  );
}

function requiredSlots(
  chain: ToolChain,
  endpoints: ReadonlyMap<string, Endpoint>,
  steps: readonly number[],
): number[] {
  const slots = new Set<number>();
  for (const index of steps) {
    const step = chain.steps[index];
    if (!step) continue;
    const required = new Set(
      endpoints
        .get(step.endpointId)
        ?.parameters.filter((parameter) => parameter.required)
        .map((parameter) => parameter.name),
    );
    for (const argument of step.arguments) {
      if (argument.from.kind === 'slot' && required.has(argument.parameter)) slots.add(argument.from.slot);
    }
  }
  // One of two cities that are compared is not left out: nobody asks for "Paris and …".
  return [...slots].filter(
    (slot) => !chain.slots.some((other, index) => index !== slot && isTwin(other, chain.slots[slot])),
  );
}

function isTwin(one: Slot, other: Slot | undefined): boolean {
  return other !== undefined && one.endpointId === other.endpointId && one.parameter === other.parameter;
}
