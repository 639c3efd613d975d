import type { MemoryEntry, MemoryScope, MemoryStore } from '../types/ports.js';
import type { Nearness, TextIndex } from './text-index.js';

/**
 * A memory over an index of texts. Entries stay on our side: the index sees each distinct text once and answers with numbers, so
 * that nothing it holds of others, alters or loses can come into a plan, and equals stand in insertion order whatever it
 * makes of them.
 */
export function createIndexedMemory(index: TextIndex): MemoryStore {
  const scopes: Record<MemoryScope, Shelf> = { session: createShelf(), corpus: createShelf() };
  return {
    async add(scope, entry) {
      const shelf = scopes[scope];
      const text = toSentText(entry.text);
      const known = shelf.ids.get(text);
      const id = known ?? shelf.places.length;
      if (text !== '' && known === undefined) {
        await index.add(scope, id, text);
        shelf.ids.set(text, id);
        shelf.places.push([]);
      }
      if (text !== '') shelf.places[id]?.push(shelf.entries.length);
      shelf.entries.push({ ...entry });
    },
    async search(scope, query, limit) {
      const shelf = scopes[scope];
      const text = toSentText(query);
      if (!(limit >= 1) || text === '' || shelf.places.length === 0) return [];
      const ask = (width: number) => index.search(scope, text, width);
      return (await findPlaces(shelf, Math.floor(limit), ask)).flatMap((place) => shelf.entries[place] ?? []);
    },
    close: () => index.close(),
  };
}

type Shelf = {
  readonly entries: MemoryEntry[];
  /** Text as sent → its number in the index. */
  readonly ids: Map<string, number>;
  /** By number in the index: the entries with that text, ascending. */
  readonly places: number[][];
};

function createShelf(): Shelf {
  return { entries: [], ids: new Map(), places: [] };
}

/** More of a text than any goal has; models that embed take no more. */
const mostCharacters = 4000;

/** The text as a server takes it: whole characters, no controls, without what would make it long. */
function toSentText(text: string): string {
  return text
    .slice(0, mostCharacters)
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
    .trim();
}

type Placed = { readonly place: number; readonly similarity: number };

/** Asks for more until what is as near as the last place that is wanted is certainly among the answers. */
async function findPlaces(
  shelf: Shelf,
  limit: number,
  ask: (width: number) => Promise<readonly Nearness[]>,
): Promise<number[]> {
  for (let width = limit + 4; ; width *= 4) {
    const found = (await ask(width)).map(rounded);
    const placed = found.filter(({ similarity }) => similarity > 0).flatMap((each) => placesOf(shelf, each));
    placed.sort((one, other) => other.similarity - one.similarity || one.place - other.place);
    const cut = placed[limit - 1]?.similarity ?? 0;
    const farthest = found.reduce((least, { similarity }) => Math.min(least, similarity), Infinity);
    if (found.length < width || farthest < cut) return placed.slice(0, limit).map(({ place }) => place);
  }
}

/** Servers reckon in single precision: what differs by less is equal. */
function rounded({ id, similarity }: Nearness): Nearness {
  return { id, similarity: Math.round(similarity * 1e6) / 1e6 };
}

function placesOf(shelf: Shelf, { id, similarity }: Nearness): Placed[] {
  return (shelf.places[id] ?? []).map((place) => ({ place, similarity }));
}
