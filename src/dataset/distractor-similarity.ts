import { nameWords } from '../sampler/name-words.js';
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
    (sum, other) => sum + Math.max(...called.map((endpoint) => pointsOf(other, endpoint))),
    0,
  );
  return Math.round((100 * points) / (3 * others.length)) / 100;
}

function pointsOf(left: Endpoint, right: Endpoint): number {
  const words = wordsOf(left);
  return (
    Number(left.callName.split('::')[0] === right.callName.split('::')[0]) +
    Number(left.entity !== null && left.entity === right.entity) +
    Number(wordsOf(right).some((word) => words.includes(word)))
  );
}

function wordsOf({ callName }: Endpoint): string[] {
  return nameWords(callName.split('::').slice(1).join('::')).filter((word) => word.length >= 3);
}
