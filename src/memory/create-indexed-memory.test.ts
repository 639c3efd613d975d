import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIndexedMemory } from './create-indexed-memory.js';
import { createVectorIndex } from './create-vector-index.js';
import { createHashedEmbedder } from './embedding/create-hashed-embedder.js';
import { embedOnce } from './embedding/embed-once.js';
import type { Embedder } from './embedding/embedder.js';
import type { TextIndex } from './text-index.js';

/** Texts are numbers; the nearer two are, the more similar. Of equals the index brings the last first. */
function indexOfNumbers(): TextIndex & { readonly widths: number[] } {
  const added: number[] = [];
  const widths: number[] = [];
  return {
    widths,
    async add(_scope, id, text) {
      added[id] = Number(text);
    },
    async search(_scope, text, limit) {
      widths.push(limit);
      return added
        .map((each, id) => ({ id, similarity: 10 - Math.abs(each - Number(text)) }))
        .sort((one, other) => other.similarity - one.similarity || other.id - one.id)
        .slice(0, limit);
    },
    close: async () => {},
  };
}

describe('createIndexedMemory', () => {
  it('finds the nearest, equals in insertion order, whatever order the index brings', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 40 }),
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 6 }),
        async (numbers, query, limit) => {
          const memory = createIndexedMemory(indexOfNumbers());
          for (const [index, text] of numbers.entries())
            await memory.add('corpus', { index, text: String(text) });
          const expected = numbers
            .map((number, index) => ({ index, similarity: 10 - Math.abs(number - query) }))
            .filter(({ similarity }) => similarity > 0)
            .sort((one, other) => other.similarity - one.similarity || one.index - other.index)
            .slice(0, limit);
          const found = await memory.search('corpus', String(query), limit);
          expect(found.map(({ index }) => index)).toEqual(expected.map(({ index }) => index));
        },
      ),
    ));

  it('asks for more only where the last place that is wanted has equals', async () => {
    const index = indexOfNumbers();
    const memory = createIndexedMemory(index);
    for (let number = 0; number < 60; number += 1)
      await memory.add('corpus', { index: number, text: `${number}` });
    await memory.search('corpus', '30', 3);
    expect(index.widths).toEqual([7]);
    const ties = createIndexedMemory({
      ...indexOfNumbers(),
      search: async (_, __, limit) => flat(60).slice(0, limit),
    });
    for (let number = 0; number < 60; number += 1)
      await ties.add('corpus', { index: number, text: `x${number}` });
    expect((await ties.search('corpus', 'x', 2)).map((each) => each.index)).toEqual([0, 1]);
  });

  it('passes over numbers that it never gave', async () => {
    const strange: TextIndex = {
      ...indexOfNumbers(),
      add: async () => {},
      search: async () => [
        { id: 77, similarity: 9 },
        { id: -1, similarity: 8 },
        { id: 0, similarity: Number.NaN },
        { id: 0, similarity: 1 },
      ],
    };
    const memory = createIndexedMemory(strange);
    await memory.add('corpus', { index: 5, text: 'hotel' });
    expect(await memory.search('corpus', 'hotel', 3)).toEqual([{ index: 5, text: 'hotel' }]);
  });

  it('sends whole characters without controls, and nothing that says nothing', async () => {
    const sent: string[] = [];
    const index: TextIndex = {
      add: async (_scope, _id, text) => {
        sent.push(text);
      },
      search: async (_scope, text) => {
        sent.push(text);
        return [];
      },
      close: async () => {},
    };
    const memory = createIndexedMemory(index);
    for (const text of ['', ' \n', '\u0000', 'a\u0000\u001b[2Jb', '\ud800', 'x'.repeat(9000)])
      await memory.add('corpus', { index: 0, text });
    await memory.search('corpus', '\t', 3);
    expect(sent).toEqual(['a [2Jb', '\ufffd', 'x'.repeat(4000)]);
  });
});

/** All equally near, the last first. */
function flat(count: number) {
  return Array.from({ length: count }, (_, at) => ({ id: count - 1 - at, similarity: 1 }));
}

describe('createVectorIndex', () => {
  it('finds by cosine what a look at every entry in full finds', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 4, maxLength: 4 }), {
          minLength: 1,
          maxLength: 30,
        }),
        async (vectors) => {
          const index = createVectorIndex(tableEmbedder(vectors));
          for (let id = 0; id < vectors.length; id += 1) await index.add('corpus', id, String(id));
          const first = vectors[0] ?? [];
          const product = (other: readonly number[]) =>
            first.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
          const expected = vectors
            .map((vector, id) => ({ id, similarity: product(vector) }))
            .sort((one, other) => other.similarity - one.similarity || one.id - other.id)
            .slice(0, 5);
          expect(await index.search('corpus', '0', 5)).toEqual(expected.map((each) => ({ ...each })));
        },
      ),
    ));

  it('stays quick over ten thousand entries', async () => {
    const memory = createIndexedMemory(createVectorIndex(embedOnce(createHashedEmbedder(512))));
    const text = (index: number) =>
      `Travel: search hotel${index % 997}, book room${index % 311}; city, date, guests${index}`;
    for (let index = 0; index < 10_000; index += 1) await memory.add('corpus', { index, text: text(index) });
    const cpu = process.cpuUsage();
    for (let index = 0; index < 100; index += 1)
      expect((await memory.search('corpus', text(index * 37), 3))[0]).toEqual({
        index: index * 37,
        text: text(index * 37),
      });
    const { user, system } = process.cpuUsage(cpu);
    expect((user + system) / 1000 / 100).toBeLessThan(30);
  }, 60_000);
});

function tableEmbedder(vectors: readonly (readonly number[])[]): Embedder {
  return { id: 'table', embed: async (text) => Float32Array.from(vectors[Number(text)] ?? []) };
}
