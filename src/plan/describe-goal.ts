import type { ToolChain } from '../types/tool-chain.js';
import type { Endpoint } from '../types/tool-registry.js';

/** A chain's goals in words made by rule, for the memory: domain, actions on entities, what the user brings. */
export function describeGoal(
  chain: ToolChain,
  endpoints: ReadonlyMap<string, Endpoint>,
  categoryOf: ReadonlyMap<string, string>,
): string {
  const steps = chain.steps.flatMap((step) => endpoints.get(step.endpointId) ?? []);
  const domain = categoryOf.get(steps[0]?.toolId ?? '') ?? '';
  const actions = steps.map((endpoint) => `${endpoint.intent} ${endpoint.entity ?? endpoint.name}`);
  const slots = [...new Set(chain.slots.map((slot) => slot.concept ?? slot.label))].sort();
  return `${domain}: ${actions.join(', ')}; ${slots.join(', ')}`;
}
