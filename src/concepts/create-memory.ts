import type { Knowledge } from '../types/knowledge.js';

/** What was worked out from some knowledge and a key; `make` is asked the first time only. */
export type Memory<Value> = (knowledge: Knowledge, key: string, make: () => Value) => Value;

/**
 * Remembers answers that depend on nothing but the knowledge and what the key spells: catalogs say the same things over and
 * over. It empties itself at `limit` keys, so that hostile catalogs cannot fill it.
 */
export function createMemory<Value extends NonNullable<unknown> | null>(limit = 100_000): Memory<Value> {
  const memories = new WeakMap<Knowledge, Map<string, Value>>();
  return (knowledge, key, make) => {
    let memory = memories.get(knowledge);
    if (memory === undefined) {
      memory = new Map();
      memories.set(knowledge, memory);
    }
    const known = memory.get(key);
    if (known !== undefined) return known;
    const value = make();
    if (memory.size >= limit) memory.clear();
    memory.set(key, value);
    return value;
  };
}
