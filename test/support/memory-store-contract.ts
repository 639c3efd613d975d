import assert from 'node:assert/strict';
import type { MemoryEntry, MemoryStore } from '../../src/types/ports.js';

/** One promise of the port, as a test of any framework can run it: `it(promise.name, promise.check)`. */
export type ContractCase = { readonly name: string; readonly check: () => Promise<void> };

/** What every `MemoryStore` must do, whatever stands behind it. `create` gives an empty store each time. */
export function memoryStoreContract(create: () => Promise<MemoryStore>): readonly ContractCase[] {
  const promise = (name: string, check: (store: MemoryStore) => Promise<void>): ContractCase => ({
    name,
    async check() {
      const store = await create();
      try {
        await check(store);
      } finally {
        await store.close();
      }
    },
  });
  return [
    promise('finds nothing while it is empty', async (store) =>
      assert.deepEqual(await store.search('corpus', 'book a hotel in Rome', 3), []),
    ),
    promise('finds what was added, the most similar first', async (store) => {
      await fill(store);
      assert.deepEqual(await indexes(store, 'book a hotel in Rome', 2), [1, 0]);
    }),
    promise('returns entries as they were added', async (store) => {
      const entry: MemoryEntry = { index: 4, text: 'Travel:  Search HOTEL;\tcity\n' };
      await store.add('corpus', entry);
      assert.deepEqual(await store.search('corpus', 'hotel', 1), [entry]);
    }),
    promise('returns at most as many as asked for, and none for less than one', async (store) => {
      await fill(store);
      for (const limit of [0, -1, Number.NaN, 0.9])
        assert.deepEqual(await store.search('corpus', 'hotel', limit), []);
      for (const limit of [1, 1.9]) assert.equal((await store.search('corpus', 'hotel', limit)).length, 1);
    }),
    promise('keeps insertion order among equals, however many there are', async (store) => {
      const added = Array.from({ length: 40 }, (_, each) => (each * 7) % 40);
      for (const index of added) await store.add('corpus', { index, text: 'weather forecast city' });
      assert.deepEqual(await indexes(store, 'weather forecast city', 3), added.slice(0, 3));
      assert.deepEqual(await indexes(store, 'city weather', 30), added.slice(0, 30));
    }),
    promise('keeps its scopes apart', async (store) => {
      await fill(store);
      assert.deepEqual(await store.search('session', 'hotel', 3), []);
      await store.add('session', { index: 9, text: 'hotel' });
      assert.deepEqual(await indexes(store, 'hotel', 3, 'session'), [9]);
      assert.ok(!(await indexes(store, 'hotel', 9)).includes(9));
    }),
    promise('bears texts that are names of object properties, empty or Japanese', async (store) => {
      await store.add('corpus', { index: 0, text: '__proto__ constructor' });
      await store.add('corpus', { index: 1, text: '' });
      await store.add('corpus', { index: 2, text: '京都の旅館を予約する' });
      assert.deepEqual(await indexes(store, 'constructor', 1), [0]);
      assert.deepEqual(await indexes(store, '京都の旅館', 1), [2]);
      await store.search('corpus', '', 3);
    }),
    promise('bears hostile texts', async (store) => {
      const hostile = [
        '\u001b[2J\u0007 escape',
        '"}],"points":[{"id":0} quoted',
        '\ud800 half of a pair',
        '\u0000 nothing',
        '../../etc/passwd path',
        `${'long '.repeat(4000)}text`,
        '{{7*7}} %s %n',
      ];
      for (const [index, text] of hostile.entries()) await store.add('corpus', { index, text });
      for (const [index, word] of ['escape', 'quoted', 'pair', 'nothing', 'passwd', 'long'].entries())
        assert.deepEqual(await store.search('corpus', word, 1), [{ index, text: hostile[index] }]);
    }),
    promise('gives the same answer to the same question', async (store) => {
      await fill(store);
      const first = await store.search('corpus', 'hotel city', 3);
      assert.deepEqual(await store.search('corpus', 'hotel city', 3), first);
    }),
    promise('gives the same answers when it is filled again', async (store) => {
      const other = await create();
      const queries = ['hotel', 'book flight', 'currency', '京都'];
      const answers = async (one: MemoryStore): Promise<number[][]> => {
        const found: number[][] = [];
        for (let index = 0; index < 30; index += 1) {
          const [kind, where] = [['hotel', 'flight', 'currency'][index % 3], ['rome', '京都'][index % 2]];
          found.push(await indexes(one, queries[index % 4] ?? '', 3));
          await one.add('corpus', { index, text: `search ${kind} ${where} ${index % 7}` });
        }
        return found;
      };
      assert.deepEqual(await answers(other), await answers(store));
      await other.close();
    }),
    promise('finds nothing of another store', async (store) => {
      const other = await create();
      await fill(other);
      await store.add('corpus', { index: 8, text: 'hotel' });
      assert.deepEqual(await indexes(store, 'hotel', 5), [8]);
      await other.close();
    }),
    promise('can be closed twice', (store) => store.close()),
  ];
}

async function fill(store: MemoryStore): Promise<void> {
  await store.add('corpus', { index: 0, text: 'travel: search hotel; city, date' });
  await store.add('corpus', { index: 1, text: 'travel: book hotel rome' });
  await store.add('corpus', { index: 2, text: 'finance: convert currency' });
}

async function indexes(
  store: MemoryStore,
  query: string,
  limit: number,
  scope: 'corpus' | 'session' = 'corpus',
): Promise<number[]> {
  return (await store.search(scope, query, limit)).map(({ index }) => index);
}
