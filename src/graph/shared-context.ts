import type { EndpointFacts } from './describe-endpoint.js';

/** Universal concepts that both endpoints take from the user. */
export function sharedAnchors(left: EndpointFacts, right: EndpointFacts): readonly string[] {
  return left.shares.filter((anchor) => right.shares.includes(anchor));
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
