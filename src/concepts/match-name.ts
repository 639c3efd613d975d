import type { ConceptClues, Found } from './concept-clues.js';
import type { ConceptIndex } from './concept-index.js';
import { fits } from './fits-type.js';

export function matchName(words: readonly string[], clues: ConceptClues, index: ConceptIndex): Found | null {
  const heads = [words, stripQualifiers(words)];
  for (const head of heads) {
    for (let start = Math.max(0, head.length - index.longestName); start < head.length; start += 1) {
      const key = head.slice(start).join(' ');
      const whole = start === 0;
      const contextual = index.byContextName
        .get(key)
        ?.find(
          ({ concept, entities, categories }) =>
            whole &&
            ((clues.entity !== null && entities.includes(clues.entity)) ||
              categories.includes(clues.category)) &&
            fits(clues, concept),
        );
      const concept = contextual?.concept ?? index.byName.get(key);
      if (concept === undefined || !fits(clues, concept)) continue;
      // A lone last word says little when much stands before it.
      const specific = head.length - start;
      const confidence = whole ? 0.95 : specific > 1 ? 0.88 : head.length - specific > 2 ? 0.6 : 0.75;
      return {
        concept,
        confidence: head === words ? confidence : confidence - 0.05,
        evidence: [
          `name "${clues.name}"`,
          ...(contextual === undefined ? [] : [`beside ${clues.entity ?? clues.category}`]),
        ],
      };
    }
  }
  return null;
}

const qualifiers = new Set([
  'from',
  'to',
  'min',
  'max',
  'minimum',
  'maximum',
  'start',
  'end',
  'gte',
  'lte',
  'gt',
  'lt',
  'new',
  'old',
  'current',
  'default',
  'of',
  'the',
  'a',
  'string',
  'str',
  'value',
  'input',
  'param',
  'list',
  'array',
  'filter',
  'by',
  'in',
  'eq',
  'contains',
]);

/** Drops leading and trailing words that only place a value: `price_min`, `from_date`, `city1`, `cities[]`. */
function stripQualifiers(words: readonly string[]): readonly string[] {
  let start = 0;
  let end = words.length;
  while (end - start > 1 && isQualifier(words[end - 1])) end -= 1;
  while (end - start > 1 && isQualifier(words[start])) start += 1;
  return words.slice(start, end);
}

export function isQualifier(word: string | undefined): boolean {
  return word !== undefined && (qualifiers.has(word) || /^\d+$/.test(word));
}
