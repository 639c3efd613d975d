import { UnreadableEntryError } from '../errors/exchange-errors.js';
import { createAtomicFile } from '../files/atomic-file.js';
import { lineText } from '../json/line-text.js';
import type { JsonValue } from '../types/json.js';
import type { Conversation } from './conversation.js';
import type { ConversationFormat } from './exchange-format.js';
import { toImportedRecord } from './to-imported-record.js';
import { renameTools } from './tool-names.js';

export type ImportOptions = {
  readonly values: AsyncIterable<ImportedValue>;
  readonly output: string;
  readonly format: Pick<ConversationFormat, 'name'> & {
    readonly read: NonNullable<ConversationFormat['read']>;
  };
  /** Exported name → own name. */
  readonly names: ReadonlyMap<string, string>;
  readonly onUnreadable?: (unreadable: { readonly line: number; readonly reason: string }) => void;
  readonly checkInterrupted?: () => void;
};

/** What stands at one place of a foreign file, or why nothing can be read there. */
export type ImportedValue =
  | { readonly line: number; readonly value: JsonValue; readonly error?: undefined }
  | { readonly line: number; readonly value?: undefined; readonly error: string };

export type ImportReport = { readonly records: number; readonly unreadable: number; readonly file: string };

/** Reads conversations of others into records; what cannot be read is told and counted, the rest goes on. Throws `FileAccessError`. */
export async function importDataset(options: ImportOptions): Promise<ImportReport> {
  const { values, output, format, names, onUnreadable, checkInterrupted } = options;
  const file = await createAtomicFile(output);
  let [records, unreadable] = [0, 0];
  try {
    for await (const { line, value, error } of values) {
      checkInterrupted?.();
      const entry = records + unreadable + 1;
      const read =
        error === undefined ? attempt(() => format.read(value, fallbackId(format.name, entry))) : error;
      if (typeof read === 'string') {
        unreadable += 1;
        onUnreadable?.({ line, reason: read });
        continue;
      }
      const conversation = renameTools(read, (name) => names.get(name) ?? name);
      const record = toImportedRecord(conversation, { format: format.name, entry });
      await file.write(Buffer.from(`${lineText(record)}\n`, 'utf8'));
      records += 1;
    }
    if (records > 0) await file.commit();
    return { records, unreadable, file: output };
  } finally {
    await file.abort();
  }
}

/** The conversation, or why there is none. */
function attempt(read: () => Conversation): Conversation | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableEntryError) return error.message;
    throw error;
  }
}

function fallbackId(format: string, entry: number): string {
  return `${format}_${String(entry).padStart(6, '0')}`;
}
