import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { requirePlain } from '../files/require-plain.js';

/** Size and SHA-256 of a file; rejects where it cannot be read. */
export async function describeFile(
  path: string,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  await requirePlain(path);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
