import type { MemoryEntry, MemoryScope, MemoryStore } from '../types/ports.js';
import { keywordsOf } from './keywords.js';

/** Entries that a scope holds; the oldest goes when another comes. */
export const mostEntries = 500;

/**
 * The in-process memory: similarity is the Jaccard overlap of keyword sets. Entries without a word in common are never
 * returned; ties keep insertion order. It holds the last `mostEntries` of a scope, so that neither what it takes up nor
 * what a search costs grows with a run: a search counts the words that each entry shares, over lists of entries by word.
 */
export function createKeywordMemory(): MemoryStore {
  const scopes: Record<MemoryScope, Shelf> = { session: createShelf(), corpus: createShelf() };
  const read = readOnce();
  return {
    async add(scope, entry) {
      addTo(scopes[scope], { ...entry }, read(entry.text));
    },
    search: async (scope, query, limit) => searchIn(scopes[scope], read(query), Math.floor(limit)),
    close: async () => {},
  };
}

type Shelf = {
  /** By place, which the entry that comes `mostEntries` later takes over. */
  readonly entries: MemoryEntry[];
  /** Keywords of the entry at each place. */
  readonly keywords: (readonly string[])[];
  /** How many those are. */
  readonly sizes: Uint32Array;
  /** Keyword → places of the entries that hold it, the oldest first. */
  readonly postings: Map<string, number[]>;
  /** Where the next entry goes. */
  next: number;
  /** By place: words shared with a question. All 0 between two questions. */
  readonly shared: Uint32Array;
};

function createShelf(): Shelf {
  return {
    ...{ entries: [], keywords: [], postings: new Map(), next: 0 },
    ...{ sizes: new Uint32Array(mostEntries), shared: new Uint32Array(mostEntries) },
  };
}

/** A plan asks with a text and adds it then. */
function readOnce(): (text: string) => readonly string[] {
  let last = '';
  let keywords: readonly string[] = [];
  return (text) => {
    if (text !== last) [last, keywords] = [text, [...keywordsOf(text)]];
    return keywords;
  };
}

function addTo(shelf: Shelf, entry: MemoryEntry, keywords: readonly string[]): void {
  const place = shelf.next;
  shelf.next = (place + 1) % mostEntries;
  for (const keyword of shelf.keywords[place] ?? []) {
    const posting = shelf.postings.get(keyword);
    // The entry that goes is the oldest of all.
    if (posting === undefined || posting.length === 1) shelf.postings.delete(keyword);
    else posting.shift();
  }
  shelf.entries[place] = entry;
  shelf.keywords[place] = keywords;
  shelf.sizes[place] = keywords.length;
  for (const keyword of keywords) {
    const posting = shelf.postings.get(keyword);
    if (posting === undefined) shelf.postings.set(keyword, [place]);
    else posting.push(place);
  }
}

type Found = { readonly place: number; readonly age: number; readonly similarity: number };

function searchIn(shelf: Shelf, keywords: readonly string[], limit: number): MemoryEntry[] {
  if (!(limit >= 1)) return [];
  const { shared, sizes } = shelf;
  const touched: number[] = [];
  for (const keyword of keywords) {
    const posting = shelf.postings.get(keyword);
    if (posting === undefined) continue;
    for (let at = 0; at < posting.length; at += 1) {
      const place = posting[at] as number;
      if (shared[place] === 0) touched.push(place);
      shared[place] = (shared[place] as number) + 1;
    }
  }
  const best: Found[] = [];
  let worst = 0;
  for (const place of touched) {
    const common = shared[place] as number;
    shared[place] = 0;
    const similarity = common / (keywords.length + (sizes[place] as number) - common);
    // Most are worse than all that are kept: they cost no more than this.
    if (best.length >= limit && similarity < worst) continue;
    insertBest(best, { place, age: ageOf(place, shelf), similarity }, limit);
    worst = (best[best.length - 1] as Found).similarity;
  }
  return best.map(({ place }) => shelf.entries[place] as MemoryEntry);
}

/** How many entries came later. */
function ageOf(place: number, { next }: Shelf): number {
  return (next - 1 - place + mostEntries) % mostEntries;
}

/** Keeps `best` sorted by falling similarity, of equals the older first. */
function insertBest(best: Found[], found: Found, limit: number): void {
  let at = best.length;
  while (at > 0 && isBetter(found, best[at - 1] as Found)) at -= 1;
  best.splice(at, 0, found);
  if (best.length > limit) best.pop();
}

function isBetter(one: Found, other: Found): boolean {
  if (one.similarity !== other.similarity) return one.similarity > other.similarity;
  return one.age > other.age;
}
