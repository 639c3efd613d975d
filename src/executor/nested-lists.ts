import { stableHash } from '../values/stable-hash.js';
import { normalName } from './attribute-key.js';

/** How many members a nested list has: a pure function of what it is a part of and how deep in that it stands; fewer the deeper. */
export function nestedCount(key: string, depth: number, path: string): number {
  const most = /forecast|daily|days|hourly/.test(normalName(path)) ? 5 : depth <= 1 ? 4 : depth === 2 ? 3 : 2;
  const least = most === 5 ? 3 : Math.min(2, most);
  return least + (stableHash(key) % (most - least + 1));
}

/** `reviews` → `review`, `categories` → `category`: what a member of such a list is. */
export function singular(name: string): string {
  const word = normalName(name);
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ss|us|is|news|series)$/.test(word)) return word;
  return word.replace(/s$/, '');
}
