import { longestLineBytes } from '../dataset/read-lines.js';
import { UnreadableEntryError } from '../errors/exchange-errors.js';
import { createAtomicFile } from '../files/atomic-file.js';
import { exceedsDepth } from '../ingest/exceeds-depth.js';
import { lineText } from '../json/line-text.js';
import type { ImportedRecord, ImportLack } from '../types/imported-record.js';
import type { JsonValue } from '../types/json.js';
import type { ForeignConversation, OpenedReader } from './readers/foreign-reader.js';
import { looksLikeRecord, recognize } from './readers/recognize.js';
import { toImportedRecord } from './to-imported-record.js';
import { renameTools } from './tool-names.js';
import type { ForeignValue, ValuePlace } from './values/read-values.js';

export type ImportOptions = {
  readonly values: AsyncIterable<ForeignValue>;
  readonly output: string;
  readonly format: { readonly name: string } & OpenedReader;
  /** Exported name → own name. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether records say which file they are of: where an input has several. */
  readonly namesFiles: boolean;
  readonly onUnreadable?: (unreadable: ValuePlace & { readonly reason: string }) => void;
  readonly checkInterrupted?: () => void;
};

export type ImportReport = {
  readonly records: number;
  readonly unreadable: number;
  /** Values that belong to others: answers of questions. */
  readonly companions: number;
  /** Conversations without a thing that the source does not hold. */
  readonly lacking: { readonly [lack in ImportLack]: number };
  readonly file: string;
};

/** Reads conversations of others into records; what cannot be read is told and counted, the rest goes on. Throws `FileAccessError`. */
export async function importDataset(options: ImportOptions): Promise<ImportReport> {
  const { values, output, format, names, namesFiles, onUnreadable, checkInterrupted } = options;
  const file = await createAtomicFile(output);
  const counts = { records: 0, unreadable: 0, companions: 0 };
  const lacking = { tools: 0, results: 0, answers: 0 };
  const pending: Buffer[] = [];
  const flush = async (): Promise<void> => {
    if (pending.length > 0) await file.write(Buffer.concat(pending.splice(0)));
  };
  const tellUnreadable = ({ file, line }: ValuePlace, reason: string): void => {
    counts.unreadable += 1;
    onUnreadable?.({ file, line, reason });
  };
  try {
    for await (const found of values) {
      checkInterrupted?.();
      if (found.error === undefined && format.isCompanion?.(found.value) === true) {
        counts.companions += 1;
        continue;
      }
      const entry = counts.records + counts.unreadable + 1;
      const read = found.error ?? attempt(format, found.value, fallbackId(format.name, entry));
      if (typeof read === 'string') {
        tellUnreadable(found, read);
        continue;
      }
      const conversation = renameTools(read, (name) => names.get(name) ?? name);
      const from = { format: format.name, entry, ...(namesFiles ? { file: found.file } : {}) };
      const record = toImportedRecord(conversation, from);
      const written = toLine(record);
      if (typeof written === 'string') {
        tellUnreadable(found, written);
        continue;
      }
      for (const lack of record.metadata.imported.lacks) lacking[lack] += 1;
      counts.records += 1;
      if (pending.push(written) >= writtenAtOnce) await flush();
    }
    await flush();
    if (counts.records > 0) await file.commit();
    return { ...counts, lacking, file: output };
  } finally {
    await file.abort();
  }
}

const writtenAtOnce = 16;

/** What every command can read and `validate` checks. */
const deepestRecord = 96;

/** The line of a record, or why nobody could read it. */
function toLine(record: ImportedRecord): Buffer | string {
  const line = Buffer.from(`${lineText(record)}\n`, 'utf8');
  if (line.length > longestLineBytes) return 'its record would be longer than 100 MB';
  return exceedsDepth(record as unknown as JsonValue, deepestRecord)
    ? `its record would nest deeper than ${deepestRecord} levels`
    : line;
}

/** The conversation, or why there is none. */
function attempt(
  format: ImportOptions['format'],
  value: JsonValue,
  fallbackId: string,
): ForeignConversation | string {
  const other = otherFormat(format.name, value);
  // Another reader would take its marks for plain words.
  if (other !== null) return `it is not ${format.name}: ${other}`;
  try {
    const read = format.read(value, fallbackId);
    if (read.messages.some(({ role }) => role !== 'system')) return read;
    return `it holds no message${read.messages.length > 0 ? ' of a user or the assistant' : ''}`;
  } catch (error) {
    if (error instanceof UnreadableEntryError) return error.message;
    throw error;
  }
}

/** What a value looks like that shows the signs of other formats and none of its own; null where nothing speaks against it. */
function otherFormat(name: string, value: JsonValue): string | null {
  if (looksLikeRecord(value)) return 'this is a record of datagen';
  const signs = recognize(value);
  const sure = signs.filter(({ isSure }) => isSure);
  if (sure.length === 0 || signs.some(({ format }) => format === name || readAlike(format, name)))
    return null;
  return `this looks like ${[...new Set(sure.map(({ format }) => format))].join(' or ')} (${sure[0]?.evidence})`;
}

/** Formats of role messages differ in what they write, and read each other's. */
const roleFormats = new Set(['openai', 'trl-sft', 'axolotl', 'llamafactory-openai', 'ms-swift']);

function readAlike(left: string, right: string): boolean {
  return roleFormats.has(left) && roleFormats.has(right);
}

function fallbackId(format: string, entry: number): string {
  return `${format}_${String(entry).padStart(6, '0')}`;
}
