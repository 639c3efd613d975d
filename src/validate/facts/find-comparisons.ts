import type { FactPatterns } from './fact-patterns.js';
import type { Fact } from './scan-facts.js';

/** Comparatives, superlatives and multiples: the words that the data names, and any other by its shape ("sturdier than"). */
export function findComparisons(text: string, { comparisons, comparisonShapes }: FactPatterns): Fact[] {
  const facts: Fact[] = [];
  for (const pattern of [comparisons, comparisonShapes]) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      // "more expensive" is one comparative, not "expensive" by its shape as well.
      if (!facts.some((fact) => fact.start <= start && fact.end >= end))
        facts.push({ start, end, kind: 'comparison' });
    }
  }
  return facts;
}
