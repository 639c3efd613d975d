import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { errorCode } from '../errors/error-code.js';
import { UnreadableEntryError } from '../errors/exchange-errors.js';
import { UnreadableTableError } from '../errors/unreadable-table-error.js';
import type { Conversation } from '../exchange/conversation.js';
import { readTools } from '../exchange/read-chat-messages.js';
import { renameTools } from '../exchange/tool-names.js';
import { requirePlain } from '../files/require-plain.js';
import { isJsonObject } from '../json/is-json-object.js';
import { type SplitName, splitNames } from '../splits/split-names.js';
import type { ToolDefinition } from '../types/conversation.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { fromChatColumn } from './chat-row.js';
import { proofColumns } from './package-columns.js';
import type { CountedRow } from './package-facts.js';
import type { PackageFile } from './package-manifest.js';
import { tableColumns } from './package-tables.js';
import { rebuildRecord } from './rebuild-record.js';
import { createSharedValues } from './shared-values.js';

export type ReadRow = CountedRow & {
  /** The conversation with the names that tools have in the package. */
  readonly exported: Conversation;
  /** As it stands in the table. */
  readonly row: JsonObject;
  /** The table, as the manifest lists it. */
  readonly path: string;
  readonly position: number;
};

/**
 * The records of a package from its tables alone, in the order in which they were packaged; `ownNames` maps the names of tools
 * back. Throws `UnreadableTableError` where tables do not hold what packages do.
 */
export async function* readPackedRows(
  folder: string,
  files: readonly PackageFile[],
  ownNames: ReadonlyMap<string, string>,
): AsyncGenerator<ReadRow, void, undefined> {
  const shared = createSharedValues();
  const splits = splitNames.map((split) => readSplit(folder, files, split));
  const heads = await Promise.all(splits.map((rows) => rows.next()));
  while (true) {
    let first = -1;
    let lowest = Number.POSITIVE_INFINITY;
    for (const [place, head] of heads.entries()) {
      if (head.done === true || head.value.position >= lowest) continue;
      [first, lowest] = [place, head.value.position];
    }
    const [head, rows, split] = [heads[first], splits[first], splitNames[first]];
    if (head === undefined || head.done === true || rows === undefined || split === undefined) return;
    const { row, proof, path } = head.value;
    const exported = readConversation(row, join(folder, path), (tool) => shared.member(tool));
    const own = renameTools(exported, (name) => ownNames.get(name) ?? name);
    const record = rebuildRecord(
      { ...own, tools: own.tools.map((tool) => shared.member(tool)) },
      { ...proof, semantics: shared.members(proof.semantics) },
    );
    const { position } = head.value;
    yield { split, record, tokens: Number(row.num_tokens), exported, row, path, position };
    heads[first] = await rows.next();
  }
}

/** The conversation of a row of `default`. */
function readConversation(
  row: JsonObject,
  path: string,
  shared: (tool: ToolDefinition) => ToolDefinition,
): Conversation {
  const id = String(row.conversation_id);
  try {
    return { id, messages: fromChatColumn(row.messages), tools: readTools(row.tools, '/tools').map(shared) };
  } catch (error) {
    if (!(error instanceof UnreadableEntryError)) throw error;
    throw new UnreadableTableError(
      path,
      `holds no conversation in the row of ${JSON.stringify(id.slice(0, 80))}: ${error.place} ${error.problem}`,
    );
  }
}

type PairedRow = {
  readonly row: JsonObject;
  readonly proof: JsonObject;
  readonly position: number;
  readonly path: string;
};

/** Rows of one split, each with that of the records. */
async function* readSplit(
  folder: string,
  files: readonly PackageFile[],
  split: SplitName,
): AsyncGenerator<PairedRow, void, undefined> {
  for (const { path } of files.filter((file) => file.path.startsWith(`default/${split}-`))) {
    const proofs = readTable(join(folder, path.replace('default/', 'records/')), proofNames);
    for await (const row of readTable(join(folder, path), chatNames)) {
      const { value: proof, done } = await proofs.next();
      if (done === true || proof.conversation_id !== row.conversation_id)
        throw new UnreadableTableError(join(folder, path), 'has other rows than its records');
      // Rows without a place come in the order in which they stand.
      const position = typeof proof.position === 'number' ? proof.position : Number.MAX_SAFE_INTEGER;
      yield { row, proof, position, path };
    }
    if ((await proofs.next()).done !== true)
      throw new UnreadableTableError(join(folder, path), 'has fewer rows than its records');
  }
}

const chatNames = tableColumns.default.map(({ name }) => name);
const proofNames = ['conversation_id', 'position', ...proofColumns.map(({ name }) => name)];

/**
 * The rows of a Parquet file, one group in memory at a time and of that one row as more than text. Throws
 * `UnreadableTableError`.
 */
export async function* readTable(
  path: string,
  columns: readonly string[],
): AsyncGenerator<JsonObject, void, undefined> {
  const { file, metadata } = await openTable(path);
  const jsonColumns = metadata.schema.flatMap((element) => {
    if (element.logical_type?.type !== 'JSON') return [];
    // Read as the text that it is: all values of a group at once are many times as large.
    element.converted_type = 'UTF8';
    delete element.logical_type;
    return [element.name];
  });
  let start = 0;
  for (const { num_rows: count } of metadata.row_groups) {
    const end = start + Number(count);
    const rows = await guard(path, () =>
      parquetReadObjects({ file, metadata, rowStart: start, rowEnd: end, columns: [...columns] }),
    );
    for (const [place, row] of rows.entries()) {
      for (const name of jsonColumns)
        if (typeof row[name] === 'string') row[name] = parseCell(row[name], path, name, start + place);
      yield row as JsonObject;
    }
    start = end;
  }
}

/** Rows that a Parquet file says it has. Throws `UnreadableTableError`. */
export async function countRows(path: string): Promise<number> {
  return Number((await openTable(path)).metadata.num_rows);
}

function openTable(path: string) {
  return guard(path, async () => {
    await requirePlain(path);
    const file = await asyncBufferFromFile(path);
    return { file, metadata: await parquetMetadataAsync(file) };
  });
}

/** What the library says has no name of the file in it. */
async function guard<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    const isGone = errorCode(error) === 'ENOENT';
    const detail = error instanceof Error ? error.message : String(error);
    throw new UnreadableTableError(
      path,
      isGone ? 'is not there' : `is no whole Parquet file (${detail.slice(0, 200)})`,
    );
  }
}

function parseCell(text: string, path: string, column: string, row: number): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new UnreadableTableError(path, `has no JSON in column ${column} of row ${row + 1}`);
  }
}

/** Exported name → own name, of a map that may be anyone's. */
export function toOwnNames(map: unknown): ReadonlyMap<string, string> {
  if (!isJsonObject(map)) return new Map();
  return new Map(
    Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
