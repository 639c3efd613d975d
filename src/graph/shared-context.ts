import type { EndpointFacts } from './describe-endpoint.js';
import type { GraphSettings } from './graph-settings.js';
import { isWithin } from './is-within.js';

/** Universal concepts that both endpoints take from the user, close enough for them to tie the two together. */
export function sharedAnchors(
  left: EndpointFacts,
  right: EndpointFacts,
  settings: GraphSettings,
): readonly string[] {
  return left.shares.filter(
    (anchor) =>
      right.shares.includes(anchor) &&
      isWithin(settings.universalConcepts.get(anchor)?.among ?? 'tool', left, right),
  );
}

/** True when both act on the same entity of one tool. */
export function isSameContext(left: EndpointFacts, right: EndpointFacts): boolean {
  const { endpoint } = left;
  return (
    endpoint.entity !== null &&
    endpoint.entity === right.endpoint.entity &&
    endpoint.toolId === right.endpoint.toolId
  );
}
