import { join } from 'node:path';
import { toChatMessages, toFunctionTools } from '../exchange/chat-messages.js';
import type { PreferencePair } from '../exchange/conversation.js';
import type { FileGroup } from '../files/file-group.js';
import { lineText } from '../json/line-text.js';
import { type SplitName, splitNames } from '../splits/split-names.js';
import type { Message } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';
import { chatStyle } from './chat-row.js';
import type { Column } from './package-columns.js';
import type { PairMaker } from './pair-maker.js';
import { type CellValue, createParquetFile, type ParquetFile, type WrittenFile } from './parquet-file.js';

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
  readonly pairs: PairMaker;
  readonly madeBy: string;
  readonly files: FileGroup;
  readonly checkInterrupted: () => void;
  /** A conversation that might have made a pair and does not. */
  readonly onNoPair: (noPair: { readonly id: string; readonly reason: string }) => void;
};

/** The files of pairs, one a split. */
export type PreferenceTables = {
  readonly counts: PairCounts;
  /** Path in the package → what was written. */
  readonly written: ReadonlyMap<string, WrittenFile>;
};

/** Writes the pairs that the conversations of a package make. Throws `FileAccessError`. */
export async function writePreferences(options: PreferenceOptions): Promise<PreferenceTables> {
  const { folder, madeBy, files: group, pairs } = options;
  const tables = new Map<SplitName, { readonly file: ParquetFile; rows: CellValue[][]; pairs: number }>();
  const flush = async (table: { readonly file: ParquetFile; rows: CellValue[][] }): Promise<void> => {
    const columns = preferenceColumns.map((_, place) => table.rows.map((row) => row[place] ?? null));
    table.rows = [];
    await table.file.writeGroup(columns);
  };
  const open = (split: SplitName): Promise<ParquetFile> =>
    createParquetFile(join(folder, preferencePath(split)), preferenceColumns, madeBy, group);
  const source = pairs.source() ?? '';
  for await (const { id, item, reason, split } of pairs.pairs()) {
    options.checkInterrupted();
    if (item === undefined) {
      options.onNoPair({ id: id ?? '', reason });
      continue;
    }
    const table = tables.get(split) ?? { file: await open(split), rows: [], pairs: 0 };
    tables.set(split, table);
    table.rows.push(toRow(item, source));
    table.pairs += 1;
    if (table.rows.length >= groupRows) await flush(table);
  }
  const written = new Map<string, WrittenFile>();
  const counts: { split: SplitName; pairs: number }[] = [];
  for (const split of splitNames) {
    const table = tables.get(split);
    if (table === undefined) continue;
    await flush(table);
    written.set(preferencePath(split), await table.file.finish());
    counts.push({ split, pairs: table.pairs });
  }
  return { counts, written };
}

const groupRows = 100;

export function preferencePath(split: SplitName): string {
  return `${preferenceTable}/${split}-00000-of-00001.parquet`;
}

/** A pair as it stands in its row, in the order of the columns; JSON as UTF-8. `pair` has the names that tools go out by. */
export function toRow({ id, context, chosen, rejected, tools }: PreferencePair, source: string): CellValue[] {
  const chat = (messages: readonly Message[]): Uint8Array =>
    // A prompt is not trained on, whatever its messages say.
    bytes(toChatMessages(messages, { ...chatStyle, untrained: null }));
  return [chat(context), chat([chosen]), chat([rejected]), bytes(toFunctionTools(tools)), id, source];
}

function bytes(value: JsonValue): Uint8Array {
  return Buffer.from(lineText(value), 'utf8');
}
