import type { Endpoint } from '../types/tool-registry.js';
import { shapeOf } from './endpoint-shape.js';
import type { EntityProfile } from './entity-catalog.js';

/**
 * A guess at an entity's ids gives way to what declared answers say of the fields that refer to it: where the `category_id` of
 * a payment is a UUID or a number, the ids of categories are.
 */
export function withReferredForm(profile: EntityProfile, endpoints: readonly Endpoint[]): EntityProfile {
  if (endpoints.some((endpoint) => declaresIds(profile.entity, endpoint))) return profile;
  const concept = `${profile.entity}_id`;
  for (const endpoint of endpoints) {
    const form = shapeOf(endpoint).declaredForms.get(concept);
    if (form !== undefined) return { ...profile, idSchema: form };
  }
  return profile;
}

function declaresIds(entity: string, { response }: Endpoint): boolean {
  return (
    response.origin === 'declared' &&
    response.objects.some((object) => object.entity === entity && object.idField !== null)
  );
}
