import { CannotHoldError } from '../errors/exchange-errors.js';
import { createFileGroup } from '../files/file-group.js';
import { openEntrySink } from './entry-sink.js';
import type { Entry, ExchangeFormat, WriteOptions } from './exchange-format.js';
import type { Exportable } from './export-items.js';
import { createToolNames, renameTools } from './tool-names.js';

export type ExportOptions<Item extends Exportable> = {
  readonly items: AsyncIterable<ExportItem<Item>>;
  readonly output: string;
  readonly format: Pick<ExchangeFormat, 'toolNames' | 'files' | 'losses'> & {
    readonly write: (item: Item, options: WriteOptions) => readonly Entry[];
  };
  readonly write: WriteOptions;
  /** Exported name → own name of an earlier export, to be used again. */
  readonly names: ReadonlyMap<string, string>;
  readonly onLeftOut?: (leftOut: LeftOut) => void;
  /** Asked before each item; throws where the work is to end. */
  readonly checkInterrupted?: () => void;
};

export type ExportItem<Item> =
  | { readonly line: number; readonly id: string; readonly item: Item; readonly reason?: undefined }
  | (LeftOut & { readonly item?: undefined });

/** A line that is not in the export, and why. */
export type LeftOut = { readonly line: number; readonly id: string | null; readonly reason: string };

export type ExportReport = {
  /** What was written: conversations, pairs or completions. */
  readonly items: number;
  readonly entries: number;
  readonly leftOut: number;
  /** Exported name → own name, for those that differ. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly files: readonly string[];
  /** What the format cannot hold of any conversation. */
  readonly losses: readonly string[];
};

/**
 * Writes conversations in another format; what that cannot hold is left out, told and counted. Where tools had to be renamed,
 * `<output>.names.json` maps the names back; one of an earlier export goes. All files have their names or none. Throws
 * `FileAccessError`.
 */
export async function exportDataset<Item extends Exportable>(
  options: ExportOptions<Item>,
): Promise<ExportReport> {
  const { output, format, onLeftOut } = options;
  const names = createToolNames(format.toolNames, options.names);
  const group = createFileGroup();
  const counts = { items: 0, entries: 0, leftOut: 0 };
  try {
    const sink = await openEntrySink(format.files, output, group);
    for await (const { line, id, item, reason } of options.items) {
      options.checkInterrupted?.();
      const entries =
        reason ??
        attempt(() =>
          format.write(renameTools(item as Item, names.exported), {
            ...options.write,
            position: counts.items,
          }),
        );
      if (typeof entries === 'string') {
        counts.leftOut += 1;
        onLeftOut?.({ line, id, reason: entries });
        continue;
      }
      await sink.write(entries, id ?? '');
      counts.items += 1;
      counts.entries += entries.length;
    }
    const renamed = names.renamed();
    // A file of nothing would look like an export.
    if (counts.items === 0) return { ...counts, renamed, files: [], losses: format.losses };
    const files = [...(await sink.finish())];
    // Beside a folder, also where it is named with a slash.
    const namesFile = `${output.replace(/[/\\]+$/, '')}.names.json`;
    if (renamed.size > 0) {
      await group.write(namesFile, `${JSON.stringify(Object.fromEntries(renamed), null, 2)}\n`);
      files.push(namesFile);
    } else if (options.names.size === 0) group.remove(namesFile);
    await group.commit();
    return { ...counts, renamed, files, losses: format.losses };
  } finally {
    await group.abort();
  }
}

/** The entries, or why there are none. */
function attempt(write: () => readonly Entry[]): readonly Entry[] | string {
  try {
    return write();
  } catch (error) {
    if (error instanceof CannotHoldError) return error.reason;
    throw error;
  }
}
