import type { EndpointFacts } from './describe-endpoint.js';
import type { Reach } from './graph-settings.js';

/** Whether two endpoints are close enough for a value that travels as far as `reach`. */
export function isWithin(reach: Reach | 'never', left: EndpointFacts, right: EndpointFacts): boolean {
  if (reach === 'never') return false;
  if (reach === 'anywhere' || left.endpoint.toolId === right.endpoint.toolId) return true;
  // That two things are under "Tools" or "Data" says nothing of what they are for.
  return reach === 'category' && left.category === right.category && !left.miscellaneous;
}
