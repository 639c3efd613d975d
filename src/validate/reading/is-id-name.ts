import type { FactData } from '../facts/fact-data.js';
import { remember } from '../remember.js';

const idWords = new Set(['id', 'uuid', 'guid', 'key', 'ref', 'reference', 'sku', 'slug', 'token', 'handle']);
const known = new WeakMap<FactData, (name: string) => boolean>();

/** Whether the name of a field or parameter says that it holds an identifier: `hotel_id`, `orderID`, `teamids`, `sku`. */
export function isIdName(name: string, facts: FactData): boolean {
  let decided = known.get(facts);
  if (decided === undefined) {
    decided = remember((each) => decide(each, facts));
    known.set(facts, decided);
  }
  return decided(name);
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
