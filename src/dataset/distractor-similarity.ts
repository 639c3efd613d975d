import { endpointLikeness } from '../registry/endpoint-likeness.js';
import type { ToolCall } from '../types/conversation.js';
import type { Endpoint } from '../types/tool-registry.js';

/**
 * How near the offered endpoints that are never called are to the called ones: thirds for tool, entity and a word of the
 * name, the best over the called ones, averaged; 0–1 rounded to 2 decimals.
 */
export function distractorSimilarity(calls: readonly ToolCall[], offered: readonly Endpoint[]): number {
  const names = new Set(calls.map(({ name }) => name));
  const called = offered.filter(({ callName }) => names.has(callName));
  const others = offered.filter(({ callName }) => !names.has(callName));
  if (called.length === 0 || others.length === 0) return 0;
  const points = others.reduce(
    (sum, other) => sum + Math.max(...called.map((endpoint) => endpointLikeness(other, endpoint))),
    0,
  );
  return Math.round((100 * points) / (3 * others.length)) / 100;
}
