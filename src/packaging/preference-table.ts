import { join } from 'node:path';
import { toChatMessages, toFunctionTools } from '../exchange/chat-messages.js';
import type { PreferencePair } from '../exchange/conversation.js';
import { type PairSource, pairItems } from '../exchange/preferences/preference-items.js';
import { renameTools, type ToolNames } from '../exchange/tool-names.js';
import { lineText } from '../json/line-text.js';
import { type SplitName, splitNames } from '../splits/split-names.js';
import type { Message } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';
import { chatStyle } from './chat-row.js';
import type { InputFile } from './packable-items.js';
import type { Column } from './package-columns.js';
import { type CellValue, createParquetFile, type ParquetFile, type WrittenFile } from './parquet-file.js';
import { countRows } from './read-tables.js';

/** The configuration of preferences: TRL's columns. It is there where a dataset has pairs. */
export const preferenceTable = 'preference';

export const preferenceColumns: readonly Column[] = [
  json('prompt', 'the conversation so far'),
  json('chosen', 'the message that is right'),
  json('rejected', 'the message that is wrong here'),
  json('tools', 'the tools offered'),
  { ...{ name: 'conversation_id', type: 'text', required: true }, says: 'whose message is chosen' },
  { ...{ name: 'source', type: 'text', required: true }, says: 'twins or scores: what the pair is made of' },
];

function json(name: string, says: string): Column {
  return { ...{ name, type: 'json', required: true }, says };
}

export type PairCounts = readonly { readonly split: SplitName; readonly pairs: number }[];

export type PreferenceOptions = {
  readonly folder: string;
  readonly inputs: readonly InputFile[];
  readonly source: PairSource;
  readonly names: ToolNames;
  readonly madeBy: string;
  /** Where the record of a line is; null: left out. */
  readonly splitOf: (file: number, line: number) => SplitName | null;
};

/** Open files of pairs, one a split; nothing has its name before `commit`. */
export type PreferenceTables = {
  readonly counts: PairCounts;
  readonly commit: () => Promise<ReadonlyMap<string, WrittenFile>>;
  readonly abort: () => Promise<void>;
};

/** Writes the pairs that the records of a package make. Throws `FileAccessError`. */
export async function writePreferences(options: PreferenceOptions): Promise<PreferenceTables> {
  const files = new Map<SplitName, { readonly file: ParquetFile; rows: CellValue[][]; pairs: number }>();
  const abort = async (): Promise<void> => {
    for (const { file } of files.values()) await file.abort();
  };
  const flush = async (entry: { readonly file: ParquetFile; rows: CellValue[][] }): Promise<void> => {
    const columns = preferenceColumns.map((_, place) => entry.rows.map((row) => row[place] ?? null));
    entry.rows = [];
    await entry.file.writeGroup(columns);
  };
  try {
    for (const [place, { path }] of options.inputs.entries()) {
      const asked = { input: path, source: options.source, before: null, isSplit: false } as const;
      for await (const { line, item } of pairItems({ ...asked, completions: 'one' })) {
        const split = item === undefined ? null : options.splitOf(place, line);
        if (item === undefined || split === null) continue;
        const known = files.get(split);
        const entry = known ?? { file: await openFile(options, split), rows: [], pairs: 0 };
        files.set(split, entry);
        entry.rows.push(toRow(item, options));
        entry.pairs += 1;
        if (entry.rows.length >= groupRows) await flush(entry);
      }
    }
    for (const entry of files.values()) await flush(entry);
  } catch (error) {
    await abort();
    throw error;
  }
  const made = splitNames.flatMap((split) => {
    const entry = files.get(split);
    return entry === undefined ? [] : [{ split, ...entry }];
  });
  return {
    counts: made.map(({ split, pairs }) => ({ split, pairs })),
    async commit() {
      const written = new Map<string, WrittenFile>();
      for (const { split, file } of made) written.set(preferencePath(split), await file.commit());
      return written;
    },
    abort,
  };
}

const groupRows = 100;

export function preferencePath(split: SplitName): string {
  return `${preferenceTable}/${split}-00000-of-00001.parquet`;
}

/** Pairs of a package by split, from its tables. */
export async function countPairs(folder: string, paths: readonly string[]): Promise<PairCounts> {
  const counts: { split: SplitName; pairs: number }[] = [];
  for (const split of splitNames)
    if (paths.includes(preferencePath(split)))
      counts.push({ split, pairs: await countRows(join(folder, preferencePath(split))) });
  return counts;
}

function openFile({ folder, madeBy }: PreferenceOptions, split: SplitName): Promise<ParquetFile> {
  return createParquetFile(join(folder, preferencePath(split)), preferenceColumns, madeBy);
}

function toRow(pair: PreferencePair, { names, source }: PreferenceOptions): CellValue[] {
  const { id, context, chosen, rejected, tools } = renameTools(pair, names.exported);
  const chat = (messages: readonly Message[]): Uint8Array =>
    // A prompt is not trained on, whatever its messages say.
    bytes(toChatMessages(messages, { ...chatStyle, untrained: null }));
  const texts = [id.toWellFormed(), source];
  return [chat(context), chat([chosen]), chat([rejected]), bytes(toFunctionTools(tools)), ...texts];
}

function bytes(value: JsonValue): Uint8Array {
  return Buffer.from(lineText(value), 'utf8');
}
