import { type FactPatterns, signOf } from './fact-patterns.js';
import type { Fact } from './scan-facts.js';

/** Comparatives, superlatives and multiples: the words that the data names, and any other by its shape ("sturdier than"). */
export function findComparisons(text: string, patterns: FactPatterns, signs: number): Fact[] {
  const facts: Fact[] = [];
  const named = (signs & signOf.comparisons) === 0 ? [] : text.matchAll(patterns.comparisons);
  for (const { index, 0: words } of named)
    facts.push({ start: index, end: index + words.length, kind: 'comparison' });
  if (!patterns.shapeSigns.test(text)) return facts;
  for (const match of text.matchAll(patterns.comparisonShapes)) {
    const [start, end] = [match.index, match.index + match[0].length];
    // "more expensive" is one comparative, not "expensive" by its shape as well.
    if (!facts.some((fact) => fact.start <= start && fact.end >= end))
      facts.push({ start, end, kind: 'comparison' });
  }
  return facts;
}
