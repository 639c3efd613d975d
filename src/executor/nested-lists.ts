import { rememberByText } from '../concepts/remember-by-text.js';
import type { PointerPattern } from '../types/json.js';
import { stableHash } from '../values/stable-hash.js';
import { normalName } from './attribute-key.js';

/** What the path of a list inside the thing that it is a part of says of it. */
export type ListTraits = {
  /** How many names the path has. */
  readonly depth: number;
  readonly isOfDays: boolean;
  /** Days from one member to the next; negative: back in time. */
  readonly stepDays: number;
  /** What a member is. */
  readonly member: string;
};

export const listTraitsOf: (path: PointerPattern) => ListTraits = rememberByText((path): ListTraits => {
  const segments = path.split('/');
  const normal = normalName(path);
  return {
    depth: segments.filter((segment) => segment !== '' && segment !== '*').length,
    isOfDays: /forecast|daily|days|hourly/.test(normal),
    stepDays: /forecast|day|daily|hour|schedule|history|series|quote|rate/.test(normal)
      ? 1
      : -3 - (path.length % 9),
    member: singular(segments.at(-1) ?? 'item'),
  };
}, 20_000);

/** How many members a nested list has: a pure function of what it is a part of and how deep in that it stands; fewer the deeper. */
export function nestedCount(key: string, depth: number, { isOfDays }: ListTraits): number {
  const most = isOfDays ? 5 : depth <= 1 ? 4 : depth === 2 ? 3 : 2;
  const least = most === 5 ? 3 : Math.min(2, most);
  return least + (stableHash(key) % (most - least + 1));
}

/** `reviews` → `review`, `categories` → `category`: what a member of such a list is. */
function singular(name: string): string {
  const word = normalName(name);
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ss|us|is|news|series)$/.test(word)) return word;
  return word.replace(/s$/, '');
}
