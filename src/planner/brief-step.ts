import pluralize from 'pluralize';
import { toEndpointWords } from '../language/reading/endpoint-words.js';
import { goalWords } from '../language/thing-phrase.js';
import type { Endpoint } from '../types/tool-registry.js';
import type { BriefStep } from './conversation-brief.js';
import { onceForEach } from './once-for-each.js';
import type { PlannerContext } from './plan-scenario.js';

/** A planned endpoint with its words, which are the same in every conversation of a locale. */
export function toBriefStep(endpointId: string, context: PlannerContext): BriefStep {
  const endpoint = context.endpoints.get(endpointId);
  if (!endpoint)
    throw new RangeError(`The plan names endpoint '${endpointId}', which is not in the registry.`);
  return stepOf(endpoint, context);
}

const stepOf = onceForEach((endpoint: Endpoint, context: PlannerContext): BriefStep => {
  const words = toEndpointWords(endpoint, entityWords(endpoint, context), context.language);
  return { endpoint, words, goal: goalWords({ words, intent: endpoint.intent }, context.language) };
});

function entityWords(
  { entity: id }: Endpoint,
  { knowledge, language: { names } }: PlannerContext,
): Parameters<typeof toEndpointWords>[1] {
  if (id === null) return null;
  const entity = knowledge.entities.get(id);
  // A thing that the knowledge does not know is called by its own noun.
  const isNoun = /^[a-z_]{3,40}$/.test(id) && !names.adjectives.has(id) && !names.generic.has(id);
  if (!entity) return isNoun ? { ...nounsOf(id), category: null } : null;
  return {
    singular: entity.words[0] ?? entity.id,
    plural: entity.plural,
    category: entity.categories[0] ?? null,
  };
}

function nounsOf(id: string): { readonly singular: string; readonly plural: string } {
  const singular = id.replace(/_/g, ' ');
  return { singular, plural: pluralize.plural(singular) };
}
