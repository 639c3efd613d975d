import type { Knowledge } from '../types/knowledge.js';
import { generators } from '../values/generators/registry.js';

/** Names the value generator of a concept, or of the nearest of its parents that has one; null where none has. */
export function createGeneratorLookup(
  knowledge: Pick<Knowledge, 'concepts'>,
): (concept: string) => string | null {
  const found = new Map<string, string | null>();
  return (concept) => {
    let generator = found.get(concept);
    if (generator === undefined) {
      generator = lookUp(concept, knowledge);
      found.set(concept, generator);
    }
    return generator;
  };
}

function lookUp(concept: string, { concepts }: Pick<Knowledge, 'concepts'>): string | null {
  let current: string | null = concept;
  for (let depth = 0; current !== null && depth < 12; depth += 1) {
    const definition: { generator: string | null; parent: string | null } | undefined = concepts.get(current);
    const generator: string | null = definition === undefined ? current : definition.generator;
    if (generator !== null && generators.has(generator)) return generator;
    current = definition?.parent ?? null;
  }
  return null;
}
