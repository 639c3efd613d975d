import { isBareId } from '../concepts/bare-id.js';
import { headOf, headPhrase } from '../concepts/name-nouns.js';
import type { Endpoint } from '../types/tool-registry.js';
import type { Demand } from './find-data-links.js';
import type { Sibling } from './named-sources.js';
import type { ValueIdentity } from './value-identity.js';

/**
 * Whose bare `id` a list takes where its name puts another thing of the tool before what it lists: the `id` of "Get block tasks"
 * is a block's, for no task is listed by its own. Null where nothing says so.
 */
export function ownedIdentity(
  { name, entity, intent, response }: Endpoint,
  { parameter, identity }: Demand,
  siblings: readonly Sibling[],
): ValueIdentity | null {
  if (intent !== 'search' || response.origin !== 'inferred') return null;
  if (identity.entity === null || identity.entity !== entity || !isBareId(parameter.name)) return null;
  const owner = headPhrase(name).at(-2);
  if (owner === undefined || owner === entity) return null;
  if (!siblings.some((sibling) => headOf(sibling.name) === owner)) return null;
  return { concept: null, entity: owner, anchor: null, confidence: 0.85, described: true };
}
