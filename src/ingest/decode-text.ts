import { isUtf8 } from 'node:buffer';

/**
 * The text of a JSON file, its byte-order mark removed: UTF-8, or UTF-16 where a mark says so. Null for other encodings:
 * replacing their bytes would change values without a word.
 */
export function decodeText(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0) {
    return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le');
  }
  if (!isUtf8(bytes)) return null;
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return (hasMark ? bytes.subarray(3) : bytes).toString('utf8');
}
