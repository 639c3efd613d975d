import type { MemoryEntry, MemoryScope, MemoryStore } from '../types/ports.js';
import { keywordsOf } from './keywords.js';

/**
 * The in-process memory: similarity is the Jaccard overlap of keyword sets. An inverted index makes a search cost what its
 * own words' entries cost. Entries without a word in common are never returned; ties keep insertion order.
 */
export function createKeywordMemory(): MemoryStore {
  const scopes: Record<MemoryScope, Shelf> = { session: createShelf(), corpus: createShelf() };
  return {
    add(scope, entry) {
      addTo(scopes[scope], entry);
    },
    search: (scope, query, limit) => searchIn(scopes[scope], query, limit),
  };
}

type Shelf = {
  readonly entries: MemoryEntry[];
  /** Number of keywords of each entry. */
  readonly sizes: number[];
  /** Keyword → indexes of the entries that hold it, ascending. */
  readonly postings: Map<string, number[]>;
};

function createShelf(): Shelf {
  return { entries: [], sizes: [], postings: new Map() };
}

function addTo(shelf: Shelf, entry: MemoryEntry): void {
  const position = shelf.entries.length;
  const keywords = keywordsOf(entry.text);
  shelf.entries.push({ ...entry });
  shelf.sizes.push(keywords.size);
  for (const keyword of keywords) {
    const posting = shelf.postings.get(keyword);
    if (posting === undefined) shelf.postings.set(keyword, [position]);
    else posting.push(position);
  }
}

function searchIn(shelf: Shelf, query: string, limit: number): MemoryEntry[] {
  const keywords = keywordsOf(query);
  if (keywords.size === 0 || !(limit >= 1)) return [];
  const shared = new Uint32Array(shelf.entries.length);
  for (const keyword of keywords) {
    for (const position of shelf.postings.get(keyword) ?? []) shared[position] = (shared[position] ?? 0) + 1;
  }
  const best: { position: number; similarity: number }[] = [];
  for (let position = 0; position < shared.length; position += 1) {
    const common = shared[position] ?? 0;
    if (common === 0) continue;
    const similarity = common / (keywords.size + (shelf.sizes[position] ?? 0) - common);
    insertBest(best, { position, similarity }, Math.floor(limit));
  }
  return best.flatMap(({ position }) => shelf.entries[position] ?? []);
}

/** Keeps `best` sorted by falling similarity; an equal one goes behind those that are there. */
function insertBest<T extends { similarity: number }>(best: T[], candidate: T, limit: number): void {
  const last = best.at(-1);
  if (best.length >= limit && last !== undefined && candidate.similarity <= last.similarity) return;
  let at = best.length;
  while (at > 0 && (best[at - 1]?.similarity ?? 0) < candidate.similarity) at -= 1;
  best.splice(at, 0, candidate);
  if (best.length > limit) best.pop();
}
