import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelRunError } from '../../errors/model-run-error.js';
import type { Embedder } from './embedder.js';

export type VectorFolder = {
  readonly directory: string;
  /** Throws `ModelRunError` (`replay_miss`) instead of asking for a vector that is not kept. */
  readonly replayOnly: boolean;
};

/** Keeps each vector in a file named by its text and space: who embeds again needs no endpoint, and gets the same numbers. */
export function keepVectors(embedder: Embedder, { directory, replayOnly }: VectorFolder): Embedder {
  return {
    id: embedder.id,
    async embed(text) {
      const name = createHash('sha256').update(embedder.id).update('\0').update(text).digest('hex');
      const folder = join(directory, name.slice(0, 2));
      const file = join(folder, `${name}.f32`);
      const kept = await readVector(file);
      if (kept !== null) return kept;
      if (replayOnly)
        throw new ModelRunError('replay_miss', `No vector of '${text.slice(0, 80)}' is recorded.`);
      const vector = await embedder.embed(text);
      await mkdir(folder, { recursive: true });
      const fresh = `${file}.${process.pid}.tmp`;
      await writeFile(fresh, toBytes(vector));
      await rename(fresh, file);
      return vector;
    },
  };
}

/** Null where there is none, or one that was cut off. */
async function readVector(file: string): Promise<Float32Array | null> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null || bytes.length === 0 || bytes.length % 4 !== 0) return null;
  const vector = Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
  return vector.every(Number.isFinite) ? vector : null;
}

function toBytes(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [at, value] of vector.entries()) bytes.writeFloatLE(value, at * 4);
  return bytes;
}
