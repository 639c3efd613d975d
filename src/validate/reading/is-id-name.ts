import type { FactData } from '../facts/fact-data.js';

const idWords = new Set(['id', 'uuid', 'guid', 'key', 'ref', 'reference', 'sku', 'slug', 'token', 'handle']);
const known = new WeakMap<FactData, Map<string, boolean>>();

/** Whether the name of a field or parameter says that it holds an identifier: `hotel_id`, `orderID`, `teamids`, `sku`. */
export function isIdName(name: string, facts: FactData): boolean {
  let names = known.get(facts);
  if (names === undefined || names.size > 20_000) {
    names = new Map();
    known.set(facts, names);
  }
  let answer = names.get(name);
  if (answer === undefined) {
    answer = decide(name, facts);
    names.set(name, answer);
  }
  return answer;
}

function decide(name: string, facts: FactData): boolean {
  const words = name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/\d+$/, ''))
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (idWords.has(last) || idWords.has(last.replace(/s$/, ''))) return true;
  return last.length > 3 && last.endsWith('id') && !facts.wordsInId.has(last);
}
