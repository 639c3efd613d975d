import type { CatalogFile } from '../ingest/list-catalog-files.js';

/** The share that each file goes to: the one with the fewest bytes so far, so that no category makes one share the longest. */
export function dealFiles(files: readonly Pick<CatalogFile, 'size'>[], shares: number): readonly number[] {
  const bytes = Array.from({ length: shares }, () => 0);
  return files.map(({ size }) => {
    const least = bytes.indexOf(Math.min(...bytes));
    bytes[least] = (bytes[least] ?? 0) + size;
    return least;
  });
}
