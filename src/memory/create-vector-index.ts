import { MemoryStoreError } from '../errors/memory-store-error.js';
import type { MemoryScope } from '../types/ports.js';
import type { Embedder } from './embedding/embedder.js';
import type { Nearness, TextIndex } from './text-index.js';

/** Vectors in this process. The cosine is exact: every vector is looked at, the places where the query is 0 are not. */
export function createVectorIndex(embedder: Embedder): TextIndex {
  const scopes: Record<MemoryScope, Rows> = { session: createRows(), corpus: createRows() };
  return {
    async add(scope, _id, text) {
      scopes[scope].add(await embedder.embed(text));
    },
    search: async (scope, text, limit) => scopes[scope].nearest(await embedder.embed(text), limit),
    close: async () => {},
  };
}

type Rows = {
  add(vector: Float32Array): void;
  nearest(query: Float32Array, limit: number): readonly Nearness[];
};

/** Vectors one behind the other, in a table that doubles when it is full. */
function createRows(): Rows {
  let table = new Float32Array(0);
  let dimensions = 0;
  let count = 0;
  const check = (vector: Float32Array): void => {
    if (count > 0 && vector.length !== dimensions) throw otherDimension(vector.length, dimensions);
  };
  return {
    add(vector) {
      check(vector);
      dimensions = vector.length;
      if ((count + 1) * dimensions > table.length) {
        const larger = new Float32Array(Math.max(64, count * 2) * dimensions);
        larger.set(table);
        table = larger;
      }
      table.set(vector, count * dimensions);
      count += 1;
    },
    nearest(query, limit) {
      check(query);
      const best: Nearness[] = [];
      const places = placesInUse(query);
      const values = Float64Array.from(places, (place) => query[place] ?? 0);
      for (let id = 0; id < count; id += 1) {
        const start = id * dimensions;
        let similarity = 0;
        for (let at = 0; at < places.length; at += 1)
          similarity += (values[at] as number) * (table[start + (places[at] as number)] as number);
        insertNearest(best, { id, similarity }, limit);
      }
      return best;
    },
  };
}

function placesInUse(vector: Float32Array): Uint32Array {
  const places: number[] = [];
  for (let place = 0; place < vector.length; place += 1) if (vector[place] !== 0) places.push(place);
  return Uint32Array.from(places);
}

/** Keeps `best` sorted by falling similarity; ids come in ascending order, so equals keep theirs. */
function insertNearest(best: Nearness[], found: Nearness, limit: number): void {
  if (best.length >= limit && found.similarity <= (best.at(-1)?.similarity ?? 0)) return;
  let at = best.length;
  while (at > 0 && found.similarity > (best[at - 1]?.similarity ?? 0)) at -= 1;
  best.splice(at, 0, found);
  if (best.length > limit) best.pop();
}

/** The embeddings changed their dimension under way. */
function otherDimension(found: number, expected: number): MemoryStoreError {
  return new MemoryStoreError(
    'the embeddings endpoint',
    `brought a vector of ${found} numbers after vectors of ${expected}`,
    'Name one model with one dimension in memory.embeddings.',
  );
}
