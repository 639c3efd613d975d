import assert from 'node:assert/strict';
import type { MemoryStore } from '../types/ports.js';

/** One promise of the port, as a test of any framework can run it: `it(promise.name, promise.check)`. */
export type ContractCase = { readonly name: string; readonly check: () => void };

/** What every `MemoryStore` must do, whatever stands behind it. `create` gives an empty store each time. */
export function memoryStoreContract(create: () => MemoryStore): readonly ContractCase[] {
  return [
    {
      name: 'finds nothing while it is empty',
      check: () => assert.deepEqual(create().search('corpus', 'book a hotel in Rome', 3), []),
    },
    {
      name: 'finds what was added, the most similar first',
      check() {
        const store = filled(create());
        assert.deepEqual(indexes(store, 'book a hotel in Rome', 2), [1, 0]);
      },
    },
    {
      name: 'returns at most as many as asked for, and none for zero',
      check() {
        const store = filled(create());
        assert.equal(store.search('corpus', 'hotel', 1).length, 1);
        assert.deepEqual(store.search('corpus', 'hotel', 0), []);
      },
    },
    {
      name: 'keeps insertion order among equals',
      check() {
        const store = create();
        for (const index of [7, 3, 5]) store.add('corpus', { index, text: 'weather forecast city' });
        assert.deepEqual(indexes(store, 'weather forecast city', 3), [7, 3, 5]);
      },
    },
    {
      name: 'keeps its scopes apart',
      check() {
        const store = filled(create());
        assert.deepEqual(store.search('session', 'hotel', 3), []);
        store.add('session', { index: 9, text: 'hotel' });
        assert.deepEqual(
          store.search('session', 'hotel', 3).map(({ index }) => index),
          [9],
        );
      },
    },
    {
      name: 'bears texts that are names of object properties, empty or Japanese',
      check() {
        const store = create();
        store.add('corpus', { index: 0, text: '__proto__ constructor' });
        store.add('corpus', { index: 1, text: '' });
        store.add('corpus', { index: 2, text: '京都の旅館を予約する' });
        assert.deepEqual(indexes(store, 'constructor', 1), [0]);
        assert.deepEqual(indexes(store, '京都の旅館', 1), [2]);
      },
    },
    {
      name: 'gives the same answer to the same question',
      check() {
        const store = filled(create());
        assert.deepEqual(store.search('corpus', 'hotel city', 3), store.search('corpus', 'hotel city', 3));
      },
    },
  ];
}

function filled(store: MemoryStore): MemoryStore {
  store.add('corpus', { index: 0, text: 'travel: search hotel; city, date' });
  store.add('corpus', { index: 1, text: 'travel: book hotel rome' });
  store.add('corpus', { index: 2, text: 'finance: convert currency' });
  return store;
}

function indexes(store: MemoryStore, query: string, limit: number): number[] {
  return store.search('corpus', query, limit).map(({ index }) => index);
}
