import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStoreContract } from '../../test/support/memory-store-contract.js';
import { createKeywordMemory, mostEntries } from './create-keyword-memory.js';

describe('createKeywordMemory', () => {
  for (const { name, check } of memoryStoreContract(async () => createKeywordMemory())) it(name, check);

  it('finds what a look at every entry finds', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(fc.constantFrom('hotel', 'city', 'date', 'room', 'flight', 'visa', 'map'), {
            maxLength: 5,
          }),
        ),
        fc.array(fc.constantFrom('hotel', 'city', 'date', 'room', 'flight', 'sea'), { maxLength: 5 }),
        fc.integer({ min: 1, max: 4 }),
        async (entries, query, limit) => {
          const memory = createKeywordMemory();
          for (const [index, words] of entries.entries())
            await memory.add('corpus', { index, text: words.join(' ') });
          const asked = new Set<string>(query);
          const expected = entries
            .map((words, index) => {
              const all = new Set([...words, ...asked]);
              const common = new Set(words.filter((word) => asked.has(word))).size;
              return { index, similarity: all.size === 0 ? 0 : common / all.size };
            })
            .filter(({ similarity }) => similarity > 0)
            .sort((one, other) => other.similarity - one.similarity || one.index - other.index)
            .slice(0, limit)
            .map(({ index }) => index);
          const found = await memory.search('corpus', query.join(' '), limit);
          expect(found.map(({ index }) => index)).toEqual(expected);
        },
      ),
    ));

  it('forgets the oldest where it is full', async () => {
    const memory = createKeywordMemory();
    for (let index = 0; index < mostEntries + 2; index += 1)
      await memory.add('corpus', { index, text: `hotel number${index}` });
    expect(await memory.search('corpus', 'number1', 1)).toEqual([]);
    expect(await memory.search('corpus', 'number2', 1)).toEqual([{ index: 2, text: 'hotel number2' }]);
    const found = await memory.search('corpus', 'hotel', mostEntries + 9);
    expect(found.map(({ index }) => index)).toEqual(
      Array.from({ length: mostEntries }, (_, each) => each + 2),
    );
  });

  it('stays quick over ten thousand adds and a thousand searches', async () => {
    const memory = createKeywordMemory();
    for (let index = 0; index < 10_000; index += 1) {
      const text = `travel search hotel${index % 97} city${index % 31} date room`;
      await memory.add('corpus', { index, text });
    }
    let found = 0;
    for (let index = 0; index < 1000; index += 1) {
      found += (await memory.search('corpus', `travel hotel${index % 97} city${index % 31}`, 3)).length;
    }
    expect(found).toBe(3000);
  }, 10_000);
});
