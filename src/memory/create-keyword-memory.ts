import type { MemoryEntry, MemoryScope, MemoryStore } from '../types/ports.js';
import { keywordsOf } from './keywords.js';

/**
 * The in-process memory: similarity is the Jaccard overlap of keyword sets. Entries without a word in common are never
 * returned; ties keep insertion order. A search looks at the entries of its rarest words first and stops where no other
 * entry could be among the best, so that its cost hardly grows with the memory.
 */
export function createKeywordMemory(): MemoryStore {
  const scopes: Record<MemoryScope, Shelf> = { session: createShelf(), corpus: createShelf() };
  return {
    async add(scope, entry) {
      addTo(scopes[scope], entry);
    },
    search: async (scope, query, limit) => searchIn(scopes[scope], query, Math.floor(limit)),
    close: async () => {},
  };
}

type Shelf = {
  readonly entries: MemoryEntry[];
  /** Keywords of each entry. */
  readonly keywords: ReadonlySet<string>[];
  /** Keyword → indexes of the entries that hold it, ascending. */
  readonly postings: Map<string, number[]>;
};

function createShelf(): Shelf {
  return { entries: [], keywords: [], postings: new Map() };
}

function addTo(shelf: Shelf, entry: MemoryEntry): void {
  const position = shelf.entries.length;
  const keywords = keywordsOf(entry.text);
  shelf.entries.push({ ...entry });
  shelf.keywords.push(keywords);
  for (const keyword of keywords) {
    const posting = shelf.postings.get(keyword);
    if (posting === undefined) shelf.postings.set(keyword, [position]);
    else posting.push(position);
  }
}

type Found = { readonly position: number; readonly similarity: number };

function searchIn(shelf: Shelf, query: string, limit: number): MemoryEntry[] {
  const keywords = keywordsOf(query);
  if (!(limit >= 1)) return [];
  const postings = [...keywords]
    .flatMap((keyword) => {
      const posting = shelf.postings.get(keyword);
      return posting === undefined ? [] : [posting];
    })
    .sort((one, other) => one.length - other.length);
  const best: Found[] = [];
  const seen = new Set<number>();
  for (let rank = 0; rank < postings.length; rank += 1) {
    // What no rarer word brought up shares the words from here on at most.
    const most = (postings.length - rank) / keywords.size;
    if (best.length === limit && most < (best.at(-1)?.similarity ?? 0)) break;
    for (const position of postings[rank] ?? []) {
      if (seen.has(position)) continue;
      seen.add(position);
      const similarity = overlap(keywords, shelf.keywords[position] ?? keywords);
      insertBest(best, { position, similarity }, limit);
    }
  }
  return best.flatMap(({ position }) => shelf.entries[position] ?? []);
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const keyword of one) if (other.has(keyword)) common += 1;
  return common / (one.size + other.size - common);
}

/** Keeps `best` sorted by falling similarity, equal ones by position. */
function insertBest(best: Found[], found: Found, limit: number): void {
  const last = best.at(-1);
  if (best.length >= limit && last !== undefined && !isBetter(found, last)) return;
  let at = best.length;
  while (at > 0 && isBetter(found, best[at - 1] ?? found)) at -= 1;
  best.splice(at, 0, found);
  if (best.length > limit) best.pop();
}

function isBetter(one: Found, other: Found): boolean {
  if (one.similarity !== other.similarity) return one.similarity > other.similarity;
  return one.position < other.position;
}
