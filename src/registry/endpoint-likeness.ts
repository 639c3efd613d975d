import type { Endpoint } from '../types/tool-registry.js';

/** How alike two endpoints look to a model, 0–3: a point for one tool, one entity, one word of three letters or more in both names. */
export function endpointLikeness(left: Endpoint, right: Endpoint): number {
  const words = wordsOf(left);
  return (
    Number(left.callName.split('::')[0] === right.callName.split('::')[0]) +
    Number(left.entity !== null && left.entity === right.entity) +
    Number(wordsOf(right).some((word) => words.includes(word)))
  );
}

/** What stands after the tool's own name, word by word. */
function wordsOf({ callName }: Endpoint): string[] {
  return callName
    .split('::')
    .slice(1)
    .join('::')
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length >= 3);
}
