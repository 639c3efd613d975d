import type { Knowledge } from '../types/knowledge.js';

/** What was worked out from an object (some knowledge, if nothing else) and a key; `make` is asked the first time only. */
export type Memory<Value, Owner extends object> = (owner: Owner, key: string, make: () => Value) => Value;

/**
 * Remembers answers that depend on nothing but the object and what the key spells: catalogs say the same things over and
 * over. It empties itself at `limit` keys of an object, so that hostile catalogs cannot fill it.
 */
export function createMemory<Value extends NonNullable<unknown> | null, Owner extends object = Knowledge>(
  limit = 100_000,
): Memory<Value, Owner> {
  const memories = new WeakMap<Owner, Map<string, Value>>();
  return (owner, key, make) => {
    let memory = memories.get(owner);
    if (memory === undefined) {
      memory = new Map();
      memories.set(owner, memory);
    }
    const known = memory.get(key);
    if (known !== undefined) return known;
    const value = make();
    if (memory.size >= limit) memory.clear();
    memory.set(key, value);
    return value;
  };
}
