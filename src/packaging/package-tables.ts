import { join } from 'node:path';
import type { FileGroup } from '../files/file-group.js';
import type { SplitName } from '../splits/split-names.js';
import { type Column, filterColumns, proofColumns } from './package-columns.js';
import { type CellValue, createParquetFile, type ParquetFile, type WrittenFile } from './parquet-file.js';
import { createTextArena, type TextArena } from './text-arena.js';

export const tableNames = ['default', 'strings', 'records'] as const;
/**
 * The configurations of a package, row for row alike: `default` for trainers, `strings` the same with JSON as text, `records`
 * what proves the conversations.
 */
export type TableName = (typeof tableNames)[number];

const placeColumns: readonly Column[] = [
  ...filterColumns.slice(0, 1),
  { ...{ name: 'position', type: 'whole', required: true }, says: 'place in the dataset that it is from' },
];

export const tableColumns: { readonly [name in TableName]: readonly Column[] } = {
  default: [...chatColumns('json'), ...filterColumns],
  strings: [...chatColumns('text'), ...filterColumns],
  records: [...placeColumns, ...proofColumns],
};

/** A row of all tables, as text. */
export type PackedRow = {
  readonly messages: string;
  readonly tools: string;
  readonly filters: readonly CellValue[];
  readonly position: number;
  readonly proofs: readonly (string | null)[];
};

/** Files of one split, one shard open at a time. */
export type SplitTables = {
  readonly add: (row: PackedRow) => Promise<void>;
  /** Path in the package → what was written. */
  readonly finish: () => Promise<ReadonlyMap<string, WrittenFile>>;
};

export type SplitTablesOptions = {
  readonly folder: string;
  readonly split: SplitName;
  /** Rows of each shard. */
  readonly shards: readonly number[];
  readonly madeBy: string;
  readonly files: FileGroup;
};

export function createSplitTables({ folder, split, shards, madeBy, files }: SplitTablesOptions): SplitTables {
  const written = new Map<string, WrittenFile>();
  let current: { readonly table: TableName; readonly path: string; readonly file: ParquetFile }[] = [];
  const arena = createTextArena(arenaBytes);
  let buffered: SpelledRow[] = [];
  let [shard, rowsInShard, characters] = [0, 0, 0];

  const open = async (): Promise<void> => {
    for (const table of tableNames) {
      const path = shardPath(table, split, shard, shards.length);
      const file = await createParquetFile(join(folder, path), tableColumns[table], madeBy, files);
      current.push({ table, path, file });
    }
  };
  const flush = async (): Promise<void> => {
    if (buffered.length === 0) return;
    if (current.length === 0) await open();
    for (const { table, file } of current) await file.writeGroup(toColumns(table, buffered));
    [buffered, characters] = [[], 0];
    arena.reset();
  };
  const close = async (): Promise<void> => {
    await flush();
    for (const { path, file } of current) written.set(path, await file.finish());
    current = [];
  };
  return {
    async add(row) {
      buffered.push(spell(row, arena));
      characters += row.messages.length + row.tools.length;
      rowsInShard += 1;
      const isLast = rowsInShard === shards[shard];
      if (buffered.length >= groupRows || characters >= groupCharacters) await flush();
      if (!isLast) return;
      await close();
      shard += 1;
      rowsInShard = 0;
    },
    async finish() {
      await close();
      return written;
    },
  };
}

/** Viewers load whole groups for a page of rows. */
const groupRows = 100;
const groupCharacters = 1_000_000;
const arenaBytes = 3 << 20;

export function shardPath(table: TableName, split: SplitName, shard: number, shards: number): string {
  const [number, of] = [shard, shards].map((each) => String(each).padStart(5, '0'));
  return `${table}/${split}-${number}-of-${of}.parquet`;
}

function chatColumns(type: 'json' | 'text'): readonly Column[] {
  const as = type === 'json' ? '' : ', as JSON text';
  return [
    { ...{ name: 'messages', type, required: true }, says: `the conversation${as}` },
    { ...{ name: 'tools', type, required: true }, says: `the tools offered${as}` },
  ];
}

/** A row whose texts are bytes. */
type SpelledRow = {
  readonly chat: readonly [messages: Uint8Array, tools: Uint8Array];
  readonly filters: readonly CellValue[];
  readonly position: number;
  readonly proofs: readonly (Uint8Array | null)[];
};

function spell({ messages, tools, filters, position, proofs }: PackedRow, { put }: TextArena): SpelledRow {
  return {
    ...{ chat: [put(messages), put(tools)], filters, position },
    proofs: proofs.map((text) => (text === null ? null : put(text))),
  };
}

function toColumns(table: TableName, rows: readonly SpelledRow[]): CellValue[][] {
  const filters = (count: number): CellValue[][] =>
    filterColumns.slice(0, count).map((_, place) => rows.map((row) => row.filters[place] ?? null));
  if (table === 'records') {
    const proofs = proofColumns.map((_, place) => rows.map((row) => row.proofs[place] ?? null));
    return [...filters(1), rows.map(({ position }) => position), ...proofs];
  }
  const chat = [rows.map((row) => row.chat[0]), rows.map((row) => row.chat[1])];
  return [...chat, ...filters(filterColumns.length)];
}
