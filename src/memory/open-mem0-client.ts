import { MemoryStoreError } from '../errors/memory-store-error.js';
import type { Mem0Client } from './mem0-client.js';

/** An optional peer: the name is no literal, so that the compiler does not ask for it. */
const packageName: string = 'mem0ai';

/** Opens the client of the package `mem0ai`. Throws `MemoryStoreError` where it is not installed or has no key. */
export async function openMem0Client(host: string, apiKey: string | null): Promise<Mem0Client> {
  if (apiKey === null)
    throw new MemoryStoreError('mem0', 'has no key', 'Set MEM0_API_KEY, or another memory.backend.');
  // Read when the package is loaded: it would send what is done to its makers.
  process.env.MEM0_TELEMETRY = 'false';
  let loaded: { readonly default?: new (options: { apiKey: string; host: string }) => Mem0Client };
  try {
    loaded = await import(packageName);
  } catch {
    throw new MemoryStoreError('the package mem0ai', 'is not installed, or cannot be loaded', installation);
  }
  if (typeof loaded.default !== 'function')
    throw new MemoryStoreError('the package mem0ai', 'has no client', installation);
  return new loaded.default({ apiKey, host });
}

/** It asks for an older client of Anthropic's as an optional peer, which npm takes for a conflict. */
const installation = 'Install it: npm install mem0ai@3 --legacy-peer-deps; or set another memory.backend.';
