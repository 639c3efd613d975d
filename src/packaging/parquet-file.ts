import { createHash } from 'node:crypto';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { FileGroup } from '../files/file-group.js';
import type { JsonValue } from '../types/json.js';
import type { Column, ColumnType } from './package-columns.js';

/** A Parquet file of a group that rows go into, one row group after the other. */
export type ParquetFile = {
  /** Values of one group by column, in the order of the columns; JSON columns as UTF-8, texts as they are or as UTF-8. */
  readonly writeGroup: (values: readonly (readonly CellValue[])[]) => Promise<void>;
  /** Writes what comes at the end, and closes it. */
  readonly finish: () => Promise<WrittenFile>;
};

export type CellValue = Uint8Array | Exclude<JsonValue, object> | readonly string[];

export type WrittenFile = { readonly bytes: number; readonly sha256: string; readonly rows: number };

/** `madeBy` stands in the file. Throws `FileAccessError`. */
export async function createParquetFile(
  path: string,
  columns: readonly Column[],
  madeBy: string,
  files: FileGroup,
): Promise<ParquetFile> {
  const file = await files.open(path);
  const hash = createHash('sha256');
  const bytes = new ByteWriter();
  const schema = toSchema(columns);
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: madeBy });
  let rows = 0;
  const flush = async (): Promise<void> => {
    const chunk = bytes.getBytes();
    if (chunk.length === 0) return;
    hash.update(chunk);
    await file.write(chunk);
    bytes.index = 0;
  };
  return {
    async writeGroup(values) {
      const [first = []] = values;
      if (first.length === 0) return;
      const columnData = columns.map(({ name, type }, place) => ({
        name,
        data: [...(values[place] ?? [])] as string[],
        // The smallest and largest of a text help nobody find a conversation, and would be kept whole.
        ...(type === 'json' || values[place]?.[0] instanceof Uint8Array ? { statistics: false } : {}),
      }));
      await writer.write({ columnData, rowGroupSize: first.length });
      rows += first.length;
      await flush();
    },
    async finish() {
      // Values went in as bytes of JSON; that they are JSON is said to readers only, or the writer would spell them again.
      for (const element of schema)
        if (element.logical_type?.type === 'JSON') element.converted_type = 'JSON';
      await writer.finish();
      await flush();
      await file.prepare();
      return { bytes: bytes.offset, sha256: hash.digest('hex'), rows };
    },
  };
}

function toSchema(columns: readonly Column[]): SchemaElement[] {
  const root: SchemaElement = { name: 'root', num_children: columns.length };
  return [root, ...columns.flatMap(toElements)];
}

function toElements({ name, type, required }: Column): SchemaElement[] {
  const repetition = { name, repetition_type: required ? ('REQUIRED' as const) : ('OPTIONAL' as const) };
  if (type !== 'texts') return [{ ...repetition, ...elements[type] }];
  return [
    { ...repetition, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'REQUIRED', ...elements.text },
  ];
}

const elements: { readonly [type in Exclude<ColumnType, 'texts'>]: Partial<SchemaElement> } = {
  json: { type: 'BYTE_ARRAY', logical_type: { type: 'JSON' } },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  whole: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  truth: { type: 'BOOLEAN' },
};
