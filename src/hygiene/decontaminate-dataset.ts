import { readDataset } from '../dataset/read-dataset.js';
import { createFileGroup } from '../files/file-group.js';
import { readRecordView } from '../record-view/read-record-view.js';
import type { RecordView } from '../record-view/record-view.js';
import type { ContaminationIndex } from './contamination-index.js';
import { copyLines } from './copy-lines.js';

export type DecontaminateOptions = {
  readonly input: string;
  readonly output: string;
  readonly index: ContaminationIndex;
  /** Whether a tool that only shares its name with one of a benchmark counts. */
  readonly byName: boolean;
  readonly onFound?: (found: Contaminated) => void;
  readonly onUnreadable?: (line: number, reason: string) => void;
  readonly checkInterrupted?: () => void;
};

/** Why a record is not fit for training beside a benchmark. */
export type Contaminated = {
  readonly line: number;
  readonly id: string;
  readonly kind: 'words' | 'text' | 'schema' | 'name';
  /** File or list of the benchmark. */
  readonly source: string;
  /** The words in common, or the name of the tool. */
  readonly excerpt: string;
};

export type DecontaminateReport = {
  readonly records: number;
  readonly kept: number;
  readonly dropped: { readonly [kind in Contaminated['kind']]: number };
  /** Records with a tool that shares its name alone with one of a benchmark: they stay. */
  readonly nameOnly: number;
  readonly unreadable: number;
  readonly output: string;
  /** One line of JSON for each record that was dropped, and with its `reason` for each line that holds none. */
  readonly dropList: string;
};

/** Writes the records that have nothing of a benchmark, byte for byte, and beside them what was dropped and why. Throws `FileAccessError`. */
export async function decontaminateDataset(options: DecontaminateOptions): Promise<DecontaminateReport> {
  const { input, output, index, byName, onFound, onUnreadable, checkInterrupted } = options;
  const dropList = `${output}.dropped.jsonl`;
  const files = createFileGroup();
  const left = new Set<number>();
  const dropped = { words: 0, text: 0, schema: 0, name: 0 };
  let [records, nameOnly, unreadable] = [0, 0, 0];
  try {
    const list = await files.open(dropList);
    for await (const { line, record, error } of readDataset(input)) {
      checkInterrupted?.();
      const view = error === undefined ? readRecordView(record) : null;
      if (view === null) {
        unreadable += 1;
        left.add(line);
        const reason = error?.detail ?? 'its messages cannot be read';
        await list.write(Buffer.from(`${JSON.stringify({ line, reason })}\n`, 'utf8'));
        onUnreadable?.(line, reason);
        continue;
      }
      records += 1;
      const found = findIn(view, index);
      if (found === null) continue;
      if (found.kind === 'name' && !byName) {
        nameOnly += 1;
        continue;
      }
      left.add(line);
      dropped[found.kind] += 1;
      const entry = { line, id: view.id, ...found };
      await list.write(Buffer.from(`${JSON.stringify(entry)}\n`, 'utf8'));
      onFound?.(entry);
    }
    // Where not one record was read nothing is written, least of all over the input.
    if (records > 0) {
      await copyLines(input, await files.open(output), (line) => !left.has(line));
      await files.commit();
    }
  } finally {
    await files.abort();
  }
  const kept = records + unreadable - left.size;
  return { records, kept, dropped, nameOnly, unreadable, output, dropList };
}

/** The weightiest thing in common: words, then a tool's schema, then its name. */
function findIn(view: RecordView, index: ContaminationIndex): Omit<Contaminated, 'line' | 'id'> | null {
  for (const { role, text } of view.messages) {
    const found = role === 'user' || role === 'assistant' ? index.findText(text) : null;
    if (found !== null) return found;
  }
  let named: Omit<Contaminated, 'line' | 'id'> | null = null;
  for (const { name, parameters } of view.tools.values()) {
    const found = index.findTool(name, parameterNames(parameters));
    if (found?.kind === 'schema') return { ...found, excerpt: name };
    if (found !== null) named ??= { ...found, excerpt: name };
  }
  return named;
}

function parameterNames({ properties }: { readonly [key: string]: unknown }): string[] {
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}
