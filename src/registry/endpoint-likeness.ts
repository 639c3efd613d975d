import type { Endpoint } from '../types/tool-registry.js';

/** How alike two endpoints look to a model, 0–3: a point for one tool, one entity, one word of three letters or more in both names. */
export function endpointLikeness(left: Endpoint, right: Endpoint): number {
  const one = nameOf(left);
  const other = nameOf(right);
  return (
    Number(one.tool === other.tool) +
    Number(left.entity !== null && left.entity === right.entity) +
    Number(sharesWord(one.words, other.words))
  );
}

type NameParts = { readonly tool: string; readonly words: readonly string[] };

/** Each endpoint is compared in many records. */
const names = new WeakMap<Endpoint, NameParts>();

function nameOf(endpoint: Endpoint): NameParts {
  const known = names.get(endpoint);
  if (known !== undefined) return known;
  const [tool = '', ...rest] = endpoint.callName.split('::');
  const parts = { tool, words: wordsOf(rest.join('::')) };
  names.set(endpoint, parts);
  return parts;
}

/** What stands after the tool's own name, word by word. */
function wordsOf(name: string): string[] {
  return name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word.length >= 3);
}

function sharesWord(one: readonly string[], other: readonly string[]): boolean {
  for (const word of one) if (other.includes(word)) return true;
  return false;
}
