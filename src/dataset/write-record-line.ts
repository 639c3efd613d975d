import type { DatasetRecord } from '../types/dataset-record.js';
import { toLineParts } from './serialize-record.js';

/**
 * Writes a record's line of JSON (that of `serializeRecord`), newline included, as UTF-8 into a buffer. Gives back how many
 * bytes it took; null where they do not fit between `offset` and the buffer's end, whose content is then undefined.
 */
export function writeRecordLine(record: DatasetRecord, buffer: Buffer, offset: number): number | null {
  let at = offset;
  for (const part of toLineParts(record)) {
    // A part of plain letters may be near the end; only there its bytes are counted.
    const room = buffer.length - at;
    if (part.length * mostBytesPerUnit > room && Buffer.byteLength(part, 'utf8') > room) return null;
    at += buffer.write(part, at, 'utf8');
  }
  if (at >= buffer.length) return null;
  buffer[at] = newline;
  return at + 1 - offset;
}

/** A code unit of a string becomes three bytes of UTF-8 at most; a pair of surrogates four. */
const mostBytesPerUnit = 3;
const newline = 0x0a;
