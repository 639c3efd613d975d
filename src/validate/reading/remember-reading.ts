import type { FactData } from '../facts/fact-data.js';
import { remember } from '../remember.js';

const mostRemembered = 4000;
const longestRemembered = 60;

/** A reading of texts that remembers short ones for each language: numbers, times and words turn up in claim after claim. */
export function rememberReading<Result>(
  read: (text: string, facts: FactData) => Result,
): (text: string, facts: FactData) => Result {
  const byFacts = new Map<FactData, (text: string) => Result>();
  return (text, facts) => {
    if (text.length > longestRemembered) return read(text, facts);
    let known = byFacts.get(facts);
    if (known === undefined) {
      known = remember((each) => read(each, facts), mostRemembered);
      byFacts.set(facts, known);
    }
    return known(text);
  };
}
