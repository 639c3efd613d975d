import { longestLineBytes } from '../../dataset/read-lines.js';

/** The bytes of one value inside a larger text, and the line that it starts in, from 1; `problem` where there is none. */
export type JsonPiece =
  | { readonly line: number; readonly bytes: Buffer; readonly problem?: undefined }
  | { readonly line: number; readonly problem: string };

/**
 * The members of one JSON list, or values that stand one after the other however they are laid out, without holding more
 * than one of them. What is between brackets is not looked at but for strings: whether a piece is JSON its parser says.
 */
export async function* splitJson(
  chunks: AsyncIterable<Buffer>,
  layout: 'list' | 'values',
): AsyncGenerator<JsonPiece, void, undefined> {
  const base = layout === 'list' ? 1 : 0;
  let [depth, line, length] = [0, 1, 0];
  let [inString, isEscaped, isClosed] = [false, false, false];
  let parts: Buffer[] = [];
  let pieceLine = 0;
  const take = (): JsonPiece => {
    const piece: JsonPiece =
      length > longestLineBytes
        ? { line: pieceLine, problem: 'the value is longer than 100 MB' }
        : { line: pieceLine, bytes: Buffer.concat(parts, length) };
    [parts, length, pieceLine] = [[], 0, 0];
    return piece;
  };
  for await (const chunk of chunks) {
    let start = pieceLine === 0 ? -1 : 0;
    const end = (at: number): JsonPiece => {
      hold(chunk.subarray(start, at));
      start = -1;
      return take();
    };
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] as number;
      if (byte === 0x0a) line += 1;
      if (inString) {
        if (isEscaped) isEscaped = false;
        else if (byte === 0x5c) isEscaped = true;
        else if (byte === 0x22) {
          inString = false;
          if (depth === 0 && base === 0) yield end(index + 1);
        }
        continue;
      }
      if (isSpace(byte) || (isMark(byte) && depth === 0 && pieceLine === 0)) {
        if (start >= 0 && depth === 0 && base === 0) yield end(index);
        continue;
      }
      if (isClosed) {
        yield { line, problem: 'something follows the end of the list' };
        return;
      }
      if (base === 1 && depth === 0) {
        depth = 1;
        continue;
      }
      if (base === 1 && depth === 1 && (byte === 0x2c || byte === 0x5d)) {
        if (start >= 0) yield end(index);
        if (byte === 0x5d) isClosed = true;
        continue;
      }
      if (start < 0) [start, pieceLine] = [index, line];
      if (byte === 0x22) inString = true;
      else if (byte === 0x7b || byte === 0x5b) depth += 1;
      else if (byte === 0x7d || byte === 0x5d) {
        depth = Math.max(base, depth - 1);
        if (depth === 0) yield end(index + 1);
      }
    }
    if (start >= 0) hold(chunk.subarray(start));
  }
  if (pieceLine > 0) yield take();
  if (base === 1 && !isClosed) yield { line, problem: 'the list is not closed: the file is cut off' };

  function hold(part: Buffer): void {
    length += part.length;
    if (length > longestLineBytes) parts = [];
    else parts.push(part);
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** A byte of a byte order mark. */
function isMark(byte: number): boolean {
  return byte === 0xef || byte === 0xbb || byte === 0xbf;
}
