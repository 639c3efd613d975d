import { gzipSync } from 'node:zlib';

/** Raw bytes over gzip -9 bytes of the texts, one a line. Null for no text. */
export function compressionRatio(texts: readonly string[]): number | null {
  const raw = Buffer.from(texts.join('\n'), 'utf8');
  return raw.length === 0 ? null : raw.length / gzipSync(raw, { level: 9 }).length;
}
