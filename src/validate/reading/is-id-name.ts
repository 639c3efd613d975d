import type { FactData } from '../facts/fact-data.js';
import { remember } from '../remember.js';

const idWords = new Set(['id', 'uuid', 'guid', 'key', 'ref', 'reference', 'sku', 'slug', 'token', 'handle']);
const known = new WeakMap<FactData, (name: string) => boolean>();

/** Whether the name of a field or parameter says that it holds an identifier: `hotel_id`, `orderID`, `teamids`, `sku`. */
export function isIdName(name: string, facts: FactData): boolean {
  if (!mayEndInId(name)) return false;
  let decided = known.get(facts);
  if (decided === undefined) {
    decided = remember((each) => decide(each, facts));
    known.set(facts, decided);
  }
  return decided(name);
}

/** Most names end in two letters that no such name ends in: no list is needed for them. */
function mayEndInId(name: string): boolean {
  const last = name.charCodeAt(name.length - 1) | 0x20;
  const isLetter = last >= 0x61 && last <= 0x7a && name.length <= 200;
  if (!isLetter || last === 0x73) return true;
  const before = name.charCodeAt(name.length - 2) | 0x20;
  return endings.has(before * 0x100 + last);
}

const endings = new Set(
  [...idWords].map((word) => word.charCodeAt(word.length - 2) * 0x100 + word.charCodeAt(word.length - 1)),
);

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
