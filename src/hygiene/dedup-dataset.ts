import { readDataset } from '../dataset/read-dataset.js';
import { createFileGroup } from '../files/file-group.js';
import { copyLines } from './copy-lines.js';
import { createDuplicateFinder, type Duplicate, type DuplicateThresholds } from './find-duplicates.js';

export type DedupOptions = {
  readonly input: string;
  readonly output: string;
  readonly thresholds: DuplicateThresholds;
  readonly onDropped?: (dropped: DroppedDuplicate) => void;
  readonly onUnreadable?: (line: number, reason: string) => void;
  /** Asked before each line; throws where the work is to end. */
  readonly checkInterrupted?: () => void;
};

export type DroppedDuplicate = {
  readonly line: number;
  readonly id: string;
  readonly likeness: Duplicate['likeness'];
  readonly similarity: number;
  /** What stays in its place. */
  readonly of: { readonly line: number; readonly id: string };
};

export type DedupReport = {
  readonly records: number;
  readonly kept: number;
  readonly dropped: { readonly [likeness in Duplicate['likeness']]: number };
  readonly unreadable: number;
  readonly output: string;
  /** One line of JSON for each record that was dropped, and with its `reason` for each line that holds none. */
  readonly dropList: string;
};

/**
 * Writes the records that repeat no earlier one, byte for byte, and beside them what was dropped and for which twin. Throws
 * `FileAccessError`.
 */
export async function dedupDataset(options: DedupOptions): Promise<DedupReport> {
  const { input, output, thresholds, onDropped, onUnreadable, checkInterrupted } = options;
  const dropList = `${output}.dropped.jsonl`;
  const files = createFileGroup();
  const finder = createDuplicateFinder(thresholds);
  const lineOf: number[] = [];
  const left = new Set<number>();
  const dropped = { user: 0, chain: 0, dialogue: 0, base: 0 };
  let unreadable = 0;
  try {
    const list = await files.open(dropList);
    for await (const { line, record, error } of readDataset(input)) {
      checkInterrupted?.();
      if (error !== undefined) {
        unreadable += 1;
        left.add(line);
        const reason = error.detail;
        await list.write(Buffer.from(`${JSON.stringify({ line, reason })}\n`, 'utf8'));
        onUnreadable?.(line, reason);
        continue;
      }
      lineOf.push(line);
      const found = finder.check(record);
      if (found === null) continue;
      left.add(line);
      dropped[found.likeness] += 1;
      const entry = {
        ...{ line, id: (record as { conversation_id: string }).conversation_id },
        ...{ likeness: found.likeness, similarity: Number(found.similarity.toFixed(3)) },
        of: { line: lineOf[found.of - 1] ?? 0, id: found.ofId },
      };
      await list.write(Buffer.from(`${JSON.stringify(entry)}\n`, 'utf8'));
      onDropped?.(entry);
    }
    // Where not one record was read nothing is written, least of all over the input.
    if (lineOf.length > 0) {
      await copyLines(input, await files.open(output), (line) => !left.has(line));
      await files.commit();
    }
  } finally {
    await files.abort();
  }
  const records = lineOf.length;
  return { records, kept: records + unreadable - left.size, dropped, unreadable, output, dropList };
}
