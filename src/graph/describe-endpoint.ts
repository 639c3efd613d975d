import type { Endpoint } from '../types/tool-registry.js';
import type { ConceptIndex } from './concept-index.js';
import type { Demand, Supply } from './find-data-links.js';
import type { GraphSettings } from './graph-settings.js';
import { identifyField, identifyParameter } from './value-identity.js';

/** An endpoint with what it gives and wants, worked out once. */
export type EndpointFacts = {
  readonly endpoint: Endpoint;
  readonly category: string;
  readonly supplies: readonly Supply[];
  readonly demands: readonly Demand[];
  /** Universal concepts that it takes from the user and that tie an errand together, sorted. */
  readonly shares: readonly string[];
};

/** Works out what an endpoint can supply and what it needs, and which of its values tie an errand together. */
export function describeEndpoint(
  endpoint: Endpoint,
  category: string,
  concepts: ConceptIndex,
  settings: GraphSettings,
): EndpointFacts {
  const supplies: Supply[] = [];
  // Envelope fields (request ids, status) describe the call, not the world.
  const hasObjects = endpoint.response.objects.length > 0;
  for (const field of endpoint.response.origin === 'unknown' ? [] : endpoint.response.fields) {
    if (hasObjects && field.object < 0) continue;
    const identity = identifyField(endpoint, field, concepts, settings);
    if (identity) supplies.push({ field, identity });
  }
  const demands: Demand[] = [];
  for (const parameter of endpoint.parameters) {
    if (parameter.role !== 'identifier' && parameter.role !== 'filter' && parameter.role !== 'content')
      continue;
    const identity = identifyParameter(endpoint, parameter, concepts, settings);
    if (identity) demands.push({ parameter, identity });
  }
  const shares = new Set<string>();
  for (const { parameter, identity } of demands) {
    if (parameter.source !== 'user' || identity.anchor === null) continue;
    if ((settings.universalConcepts.get(identity.anchor)?.share ?? 0) > 0) shares.add(identity.anchor);
  }
  return { endpoint, category, supplies, demands, shares: [...shares].sort() };
}
