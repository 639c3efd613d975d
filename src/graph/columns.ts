import { endianness } from 'node:os';
import type { ArtifactEntry } from '../types/build-manifest.js';
import { openSink } from './open-sink.js';

/** Arrays of numbers by name, the content of a `.bin` sidecar. */
export type Columns = { readonly [name: string]: Uint32Array | Uint16Array | Uint8Array };

/** Where each array stands in the file, as the artifact's head says it. */
export type ColumnEntry = { readonly name: string; readonly bits: number; readonly length: number };

/** The arrays one after the other, little endian, each padded to four bytes. */
export async function writeColumns(path: string, file: string, columns: Columns): Promise<ArtifactEntry> {
  const sink = await openSink(path, file);
  try {
    for (const column of Object.values(columns)) {
      const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
      await sink.addBytes(inFileOrder(bytes, column.BYTES_PER_ELEMENT));
      await sink.addBytes(new Uint8Array(paddingAfter(column.byteLength)));
    }
    return await sink.finish();
  } finally {
    await sink.close();
  }
}

export function describeColumns(columns: Columns): ColumnEntry[] {
  return Object.entries(columns).map(([name, column]) => ({
    name,
    bits: column.BYTES_PER_ELEMENT * 8,
    length: column.length,
  }));
}

/** The arrays as `entries` describe them; throws where the file is shorter. They lie over one copy of the bytes. */
export function readColumns(
  bytes: Buffer,
  entries: readonly ColumnEntry[],
): ReadonlyMap<string, Columns[string]> {
  const columns = new Map<string, Columns[string]>();
  let offset = 0;
  for (const { name, bits, length } of entries) {
    const size = length * (bits / 8);
    if (offset + size > bytes.length) throw new Error(`'${name}' ends after the file`);
    const part = inFileOrder(Uint8Array.prototype.slice.call(bytes, offset, offset + size), bits / 8);
    columns.set(name, toColumn(part.buffer, bits, length));
    offset += size + paddingAfter(size);
  }
  return columns;
}

function toColumn(buffer: ArrayBufferLike, bits: number, length: number): Columns[string] {
  if (bits === 32) return new Uint32Array(buffer, 0, length);
  return bits === 16 ? new Uint16Array(buffer, 0, length) : new Uint8Array(buffer, 0, length);
}

function paddingAfter(size: number): number {
  return (4 - (size % 4)) % 4;
}

/** Files are little endian everywhere. */
function inFileOrder(bytes: Uint8Array, elementSize: number): Uint8Array {
  if (endianness() === 'LE' || elementSize === 1) return bytes;
  const turned = Buffer.from(bytes);
  return Uint8Array.from(elementSize === 4 ? turned.swap32() : turned.swap16());
}
