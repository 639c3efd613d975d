import type { Hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Refusal } from '../types/refusal.js';
import type { CatalogFormat } from './catalog-reader.js';
import { type CatalogFile, describeFileError } from './list-catalog-files.js';

/** What a file holds, or why it was not read. */
export type LoadedFile = {
  readonly relativePath: string;
  readonly content: Uint8Array | Refusal;
  /** See `CatalogFile.format`. */
  readonly format?: CatalogFormat;
};

/**
 * Reads files one after the other and adds them to the hash of the catalog. Those of more than `maximumBytes` (default 64 MB)
 * are refused unread.
 */
export function* loadFiles(
  files: readonly CatalogFile[],
  hash: Hash,
  maximumBytes = 64 * 1024 * 1024,
): Generator<LoadedFile> {
  for (const file of files) {
    const content = loadFile(file, maximumBytes);
    hash.update(hashFrame(file, content));
    if (content instanceof Uint8Array) hash.update(content);
    yield {
      relativePath: file.relativePath,
      content,
      ...(file.format === undefined ? {} : { format: file.format }),
    };
  }
}

/** Reads without promises: of thousands of small files they would take longer than the reading. */
function loadFile(file: CatalogFile, maximumBytes: number): Uint8Array | Refusal {
  const refuse = (reason: Refusal['reason'], detail: string): Refusal => ({
    level: 'file',
    source: file.relativePath,
    name: '',
    reason,
    detail,
  });
  if (file.size > maximumBytes) {
    return refuse(
      'file_too_large',
      `It has ${file.size} bytes; the limit is ${maximumBytes}. Split it into one file a tool.`,
    );
  }
  if (file.content !== undefined) return file.content;
  try {
    return readFileSync(file.path);
  } catch (error) {
    return refuse('unreadable_file', `It cannot be read: ${describeFileError(error)}.`);
  }
}

/** Lengths stand before contents, so that no two catalogs run together into the same bytes. */
function hashFrame(file: CatalogFile, content: Uint8Array | Refusal): string {
  const body = content instanceof Uint8Array ? String(content.length) : `${content.reason} ${file.size}`;
  const format = file.format === undefined ? '' : `${file.format} `;
  return `${format}${Buffer.byteLength(file.relativePath)}:${file.relativePath}\n${body}\n`;
}
