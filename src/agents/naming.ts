import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import { snakeCase } from './snake-case.js';

/** `own`: the thing's own name or title; `other`: some name or title; `words`: words that may tell members of a list apart. */
export type Naming = 'own' | 'other' | 'words';

const plainNames = /^(name|title|full_name|display_name|label|headline)$/;

/**
 * How a field can name the thing that shows it; `object` is its place among the endpoint's objects, -1 for none. Null where
 * nobody calls things by it. The driver's name is no name of a ride.
 */
export function namingOf(
  field: ResponseField,
  object: number,
  endpoint: Endpoint,
  context: AgentContext,
): Naming | null {
  if (isOwnName(field, object, endpoint, context)) return 'own';
  if (field.schema.enum) return null;
  if (/(^|_)(name|title|headline|model)$/.test(snakeCase(field.name))) return 'other';
  return field.schema.format !== undefined || namesNothing(field, endpoint, context) ? null : 'words';
}

function isOwnName(
  field: ResponseField,
  object: number,
  endpoint: Endpoint,
  { knowledge }: AgentContext,
): boolean {
  const entity = knowledge.entities.get(endpoint.response.objects[object]?.entity ?? '');
  const attribute = field.object === object ? field.attribute : snakeCase(field.name);
  if (attribute === entity?.nameAttribute || plainNames.test(attribute)) return true;
  const owner = /^(.+)_(?:name|title)$/.exec(snakeCase(field.name))?.[1]?.replace(/_/g, ' ');
  return (
    owner !== undefined &&
    (entity?.words.includes(owner) === true || endpoint.name.toLowerCase().includes(owner))
  );
}

/** Nothing is called by the currency that it is paid in, or, unless places are compared, by the city or country it lies in. */
function namesNothing(field: ResponseField, { intent }: Endpoint, { knowledge }: AgentContext): boolean {
  const concept = field.concept?.id ?? '';
  if (knowledge.isA(concept, 'currency') || knowledge.isA(concept, 'currency_code')) return true;
  const areas = ['city', 'country', 'country_code', 'region'];
  return intent !== 'compare' && areas.some((area) => knowledge.isA(concept, area));
}
