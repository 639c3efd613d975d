import type { Intent } from '../types/tool-registry.js';
import type { EndpointFacts } from './describe-endpoint.js';
import type { GraphSettings, Reach } from './graph-settings.js';
import { isWithin } from './is-within.js';
import { isForeignLand, isOfUnnamedLand } from './place-errand.js';

/** Universal concepts that both endpoints take from the user, close enough for them to tie the two together. */
export function sharedAnchors(
  left: EndpointFacts,
  right: EndpointFacts,
  settings: GraphSettings,
): readonly string[] {
  if (isRepeated(left, right)) return [];
  return left.shares.filter(
    (anchor) =>
      right.shares.includes(anchor) &&
      !isForeignLand(left, right, anchor) &&
      !isForeignLand(right, left, anchor) &&
      !isOfUnnamedLand(left, right, anchor) &&
      areAcquainted(left, right, settings.universalConcepts.get(anchor)?.among ?? 'tool'),
  );
}

/** Near enough; where only the category vouches for two tools, it must be known what either endpoint is about. */
function areAcquainted(left: EndpointFacts, right: EndpointFacts, among: Reach): boolean {
  if (!isWithin(among, left, right)) return false;
  return (
    among !== 'category' || left.endpoint.toolId === right.endpoint.toolId || (left.known && right.known)
  );
}

/** True where a second tool would tell of one thing what the first has told: two look-ups of one entity. */
export function isRepeated({ endpoint: left }: EndpointFacts, { endpoint: right }: EndpointFacts): boolean {
  if (left.toolId === right.toolId || left.entity === null || left.entity !== right.entity) return false;
  return looksUp.has(left.intent) && looksUp.has(right.intent);
}

const looksUp: ReadonlySet<Intent> = new Set<Intent>(['retrieve', 'execute']);

/** True when both act on the same entity of one tool. */
export function isSameContext(left: EndpointFacts, right: EndpointFacts): boolean {
  const { endpoint } = left;
  return (
    endpoint.entity !== null &&
    endpoint.entity === right.endpoint.entity &&
    endpoint.toolId === right.endpoint.toolId
  );
}
