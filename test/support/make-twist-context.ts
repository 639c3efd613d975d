import type { TwistContext } from '../../src/plan/twists/twist-planner.js';
import type { Endpoint } from '../../src/types/tool-registry.js';
import { agentContext, hotelEndpoints } from './make-conversation.js';

/** What twist planners know of the hotel world, or of other endpoints. */
export function makeTwistContext(
  endpoints: ReadonlyMap<string, Endpoint> = hotelEndpoints(['hotels/book']),
): TwistContext {
  const byEntity = new Map<string, Endpoint[]>();
  for (const endpoint of endpoints.values())
    if (endpoint.entity !== null)
      byEntity.set(endpoint.entity, [...(byEntity.get(endpoint.entity) ?? []), endpoint]);
  const { knowledge } = agentContext;
  return { endpoints, knowledge, locale: 'en', now: '2026-04-09T10:15:00', byEntity };
}
