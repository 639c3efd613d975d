import type { PhraseRule } from './data/language-data.js';

/** The rules of a list by what they ask for: of hundreds, a few can fit. */
export type RuleIndex = {
  /** Places of the rules that may fit a thing of these concepts, with a label of these words, in the order of the list. */
  placesFor(concepts: readonly string[], words: readonly string[]): readonly number[];
};

export function indexRules(rules: readonly PhraseRule[]): RuleIndex {
  const byConcept = new Map<string, number[]>();
  const byWord = new Map<string, number[]>();
  const others: number[] = [];
  for (const [place, rule] of rules.entries()) {
    // A rule stands under one thing that it asks for, whatever else it asks.
    if (rule.concepts.length > 0) put(byConcept, rule.concepts, place);
    else if (rule.words.length > 0) put(byWord, rule.words.map(firstWord), place);
    else if (rule.heads.length > 0) put(byWord, rule.heads, place);
    else others.push(place);
  }
  return {
    placesFor(concepts, words) {
      const places = new Set(others);
      for (const concept of concepts) for (const place of byConcept.get(concept) ?? []) places.add(place);
      for (const word of words) for (const place of byWord.get(word) ?? []) places.add(place);
      return [...places].sort((one, other) => one - other);
    },
  };
}

function put(index: Map<string, number[]>, keys: readonly string[], place: number): void {
  for (const key of keys) {
    const places = index.get(key);
    if (places) places.push(place);
    else index.set(key, [place]);
  }
}

/** Words in a row (`check-out`) stand in a label only where the first of them does. */
function firstWord(words: string): string {
  return words.split('-', 1)[0] ?? words;
}
