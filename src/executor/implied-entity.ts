import { rememberByText } from '../concepts/remember-by-text.js';
import type { Endpoint } from '../types/tool-registry.js';
import { shapeOf } from './endpoint-shape.js';
import { kindOfId } from './identities.js';
import { ownIdOf } from './own-id-name.js';
import type { World } from './world.js';

/**
 * What an answer about an unknown kind of thing is about: one that names itself by a `restaurant_id` is about a restaurant. A list's
 * members must also look like one, as reviews of a restaurant carry its id, too. The given entity where nothing says otherwise.
 */
export function impliedEntity(endpoint: Endpoint, entity: string, world: World): string {
  const own = endpoint.response.objects[0];
  const name = own?.idField == null ? ownIdOf(endpoint) : null;
  const noun = name === null ? '' : nounOf(name);
  if (noun === '' || noun === entity || !world.has(noun)) return entity;
  return (own?.at ?? '').includes('*') && !looksLike(noun, endpoint, world) ? entity : noun;
}

const nounOf = rememberByText(
  (name) => kindOfId(name).replace(/_?(id|uuid|key|slug|ref|reference|token)$/, ''),
  20_000,
);

/** True where half of what the members show is what such a thing shows elsewhere. */
function looksLike(entity: string, endpoint: Endpoint, world: World): boolean {
  const { attributes } = world.profile(entity);
  const shown = new Set(shapeOf(endpoint).own.map(({ attribute }) => attribute));
  const common = [...shown].filter((attribute) => attributes.has(attribute)).length;
  return common >= 3 && common * 2 >= shown.size;
}
