import { checkLine, describeSyntaxError, isBlankLine, lineOf } from '../../dataset/read-json-line.js';
import { splitLines } from '../../dataset/read-lines.js';
import { FileAccessError } from '../../errors/file-access-error.js';
import type { JsonValue } from '../../types/json.js';
import { expandValue } from './expand-value.js';
import { jsonKeepingDigits } from './foreign-json.js';
import { isParquet } from './is-parquet.js';
import { type InputFile, listInputFiles } from './list-input-files.js';
import { openChunks } from './open-chunks.js';

import { splitJson } from './split-json.js';
import { tellLayout } from './tell-layout.js';
import { traceOf } from './trace-of.js';

/** Where a value stands. */
export type ValuePlace = {
  /** Name of the file below the input. */
  readonly file: string;
  /** From 1; that of its start. */
  readonly line: number;
};

/** What stands at one place of a foreign file, or why nothing can be read there. */
export type ForeignValue = ValuePlace &
  (
    | { readonly value: JsonValue; readonly error?: undefined }
    | { readonly value?: undefined; readonly error: string }
  );

/**
 * The JSON values of a file, a folder or all files that a pattern fits: lines, members of a list, objects over several lines,
 * and lists inside an object around them. A bad place is a value too, so that the reader goes on; memory holds one value at a
 * time. Throws `FileAccessError` and `UsageError`.
 */
export async function* readValues(input: string): AsyncGenerator<ForeignValue, void, undefined> {
  const { files } = await listInputFiles(input);
  for (const file of files) {
    try {
      yield* readFileValues(file);
    } catch (error) {
      // One damaged file of many keeps nobody from the others.
      if (files.length === 1 || !(error instanceof FileAccessError)) throw error;
      yield { file: file.name, line: 1, error: error.message };
    }
  }
}

export async function* readFileValues({
  path,
  name,
}: InputFile): AsyncGenerator<ForeignValue, void, undefined> {
  const { head, isWhole, chunks, close } = await openChunks(path);
  if (isUtf16(head)) {
    await close();
    yield { file: name, line: 1, error: 'the file is UTF-16; save it as UTF-8' };
    return;
  }
  const layout = tellLayout(head, isWhole);
  if (isParquet(head)) await close();
  const pieces = isParquet(head)
    ? rowsOf(path, name)
    : layout === 'lines'
      ? linesOf(chunks, name)
      : piecesOf(chunks, layout, name);
  for await (const found of traceOf(pieces)) {
    if (found.error !== undefined) yield found;
    else for (const value of expandValue(found.value)) yield { file: name, line: found.line, value };
  }
}

/** Rows of Parquet; its reader is loaded for those only. */
async function* rowsOf(path: string, file: string): AsyncGenerator<ForeignValue, void, undefined> {
  const { readParquet } = await import('./read-parquet.js');
  for await (const { row, ...found } of readParquet(path)) {
    if (found.problem === undefined) yield { file, line: row, value: found.value };
    else yield { file, line: row, error: found.problem };
  }
}

async function* linesOf(
  chunks: AsyncIterable<Buffer>,
  file: string,
): AsyncGenerator<ForeignValue, void, undefined> {
  let line = 0;
  for await (const bytes of splitLines(chunks)) {
    line += 1;
    if (bytes !== 'too_long' && isBlankLine(bytes)) continue;
    yield { file, line, ...readValue(bytes, 'line') };
  }
}

async function* piecesOf(
  chunks: AsyncIterable<Buffer>,
  layout: 'list' | 'values',
  file: string,
): AsyncGenerator<ForeignValue, void, undefined> {
  for await (const piece of splitJson(chunks, layout)) {
    const { line } = piece;
    if (piece.problem !== undefined) yield { file, line, error: piece.problem };
    else yield { file, line, ...readValue(piece.bytes, 'value') };
  }
}

/** By its mark, or by half of its first sign, which no JSON begins with. */
function isUtf16(head: Buffer): boolean {
  const [first, second] = head;
  if (first === undefined || second === undefined) return false;
  return (
    (first === 0xff && second === 0xfe) ||
    (first === 0xfe && second === 0xff) ||
    (first === 0) !== (second === 0)
  );
}

function readValue(
  bytes: Buffer | 'too_long',
  noun: string,
): { readonly value: JsonValue } | { readonly error: string } {
  const checked = checkLine(bytes);
  const say = (detail: string): { readonly error: string } => ({
    error: detail.replace('the line', `the ${noun}`),
  });
  if (checked.problem !== undefined) return say(checked.problem.detail);
  // Files that were put together have marks of byte order inside.
  const text = lineOf(checked.bytes, true);
  const value = jsonKeepingDigits(text);
  return value === undefined ? say(describeSyntaxError(text).detail) : { value };
}
