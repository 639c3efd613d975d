import { endpointLikeness } from '../registry/endpoint-likeness.js';
import type { ToolCall } from '../types/conversation.js';
import type { Endpoint } from '../types/tool-registry.js';

/**
 * How near the offered endpoints that are never called are to the called ones: thirds for tool, entity and a word of the
 * name, the best over the called ones, averaged; 0–1 rounded to 2 decimals.
 */
export function distractorSimilarity(calls: readonly ToolCall[], offered: readonly Endpoint[]): number {
  const names = new Set(calls.map(({ name }) => name));
  const called: Endpoint[] = [];
  const others: Endpoint[] = [];
  for (const endpoint of offered) (names.has(endpoint.callName) ? called : others).push(endpoint);
  if (called.length === 0 || others.length === 0) return 0;
  let points = 0;
  for (const other of others) {
    let best = 0;
    for (const endpoint of called) best = Math.max(best, endpointLikeness(other, endpoint));
    points += best;
  }
  return Math.round((100 * points) / (3 * others.length)) / 100;
}
