import { asyncBufferFromFile, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { FileAccessError } from '../../errors/file-access-error.js';
import type { JsonValue } from '../../types/json.js';
import { foreignJson } from './foreign-json.js';

/** Bytes of a row group, unpacked, that are held at once. */
const largestGroup = 1024 * 1024 * 1024;

/** One row as JSON, and its number in the file, from 1; or why there is none. */
export type ParquetRow =
  | { readonly row: number; readonly value: JsonValue; readonly problem?: undefined }
  | { readonly row: number; readonly problem: string };

/**
 * The rows of a Parquet file, one group of rows in memory at a time. What JSON has no word for becomes what comes nearest:
 * large integers their digits, dates their ISO text. A group that cannot be read is told, the rest goes on.
 */
export async function* readParquet(path: string): AsyncGenerator<ParquetRow, void, undefined> {
  const { file, metadata } = await open(path);
  let start = 0;
  for (const group of metadata.row_groups) {
    const count = Number(group.num_rows);
    const rows = await readGroup(file, metadata, start, start + count, Number(group.total_byte_size));
    if (typeof rows === 'string') yield { row: start + 1, problem: `${count} rows cannot be read: ${rows}` };
    else for (const [index, row] of rows.entries()) yield { row: start + index + 1, value: toJson(row, 0) };
    start += count;
  }
}

/** Columns of JSON keep their digits; what is no JSON there is a text. */
const parsers = {
  jsonFromBytes(bytes: Uint8Array | undefined): unknown {
    if (bytes === undefined) return undefined;
    const text = Buffer.from(bytes).toString('utf8');
    return foreignJson(text) ?? text;
  },
};

type OpenFile = Awaited<ReturnType<typeof asyncBufferFromFile>>;

async function open(path: string): Promise<{ readonly file: OpenFile; readonly metadata: FileMetaData }> {
  try {
    const file = await asyncBufferFromFile(path);
    return { file, metadata: await parquetMetadataAsync(file) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileAccessError(
      'read',
      path,
      'Fetch it again, or write it anew.',
      `it is damaged as Parquet (${reason.slice(0, 120)})`,
    );
  }
}

async function readGroup(
  file: OpenFile,
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number,
  bytes: number,
): Promise<readonly unknown[] | string> {
  if (bytes > largestGroup) return 'the group of rows is larger than 1 GB; write it in smaller groups';
  try {
    return await parquetReadObjects({ file, metadata, rowStart, rowEnd, parsers });
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).slice(0, 120);
  }
}

const deepest = 128;

function toJson(value: unknown, depth: number): JsonValue {
  if (depth > deepest) return null;
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map((member) => toJson(member, depth + 1));
  if (typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, toJson(member, depth + 1)]),
    );
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : (value as JsonValue);
}
