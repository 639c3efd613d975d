import type { FactData } from '../facts/fact-data.js';

const known = new WeakMap<FactData, ReadonlyMap<string, readonly string[]>>();

/** The names, folded, that a code of a country, language or currency stands for; none of any other text. */
export function namesOfCode(code: string, facts: FactData): readonly string[] {
  if (code.length < 2 || code.length > 3) return [];
  let names = known.get(facts);
  if (names === undefined) {
    names = collect(facts);
    known.set(facts, names);
  }
  return names.get(code) ?? [];
}

function collect(facts: FactData): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const table of [facts.countries, facts.languages, facts.currencies, facts.currencySigns]) {
    for (const [name, codes] of table) {
      for (const code of codes)
        names.set(code.toLowerCase(), [...(names.get(code.toLowerCase()) ?? []), name]);
    }
  }
  return names;
}
