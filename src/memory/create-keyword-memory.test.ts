import { describe, expect, it } from 'vitest';
import { createKeywordMemory } from './create-keyword-memory.js';
import { memoryStoreContract } from './memory-store-contract.js';

describe('createKeywordMemory', () => {
  for (const { name, check } of memoryStoreContract(createKeywordMemory)) {
    it(name, () => expect(check).not.toThrow());
  }

  it('stays quick over ten thousand adds and a thousand searches', () => {
    const memory = createKeywordMemory();
    for (let index = 0; index < 10_000; index += 1) {
      memory.add('corpus', { index, text: `travel search hotel${index % 97} city${index % 31} date room` });
    }
    let found = 0;
    for (let index = 0; index < 1000; index += 1) {
      found += memory.search('corpus', `travel hotel${index % 97} city${index % 31}`, 3).length;
    }
    expect(found).toBe(3000);
  }, 10_000);
});
