import { isUtf8 } from 'node:buffer';
import { readLines } from '../dataset/read-lines.js';
import { deepestNesting, scanLine } from '../dataset/scan-line.js';
import type { JsonValue } from '../types/json.js';
import type { ImportedValue } from './import-dataset.js';

/** The JSON values of a file, one a line; a bad line is a value too, so that the reader goes on. Throws `FileAccessError`. */
export async function* readValues(path: string): AsyncIterable<ImportedValue> {
  let line = 0;
  for await (const bytes of readLines(path)) {
    line += 1;
    if (bytes !== 'too_long' && bytes.every(isSpace)) continue;
    yield { line, ...readValue(bytes) };
  }
}

function readValue(bytes: Buffer | 'too_long'): { readonly value: JsonValue } | { readonly error: string } {
  if (bytes === 'too_long') return { error: 'the line is longer than 100 MB' };
  if (!isUtf8(bytes)) return { error: 'the line is not valid UTF-8' };
  if (scanLine(bytes).isTooDeep) return { error: `the line nests deeper than ${deepestNesting} levels` };
  try {
    return { value: JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, '')) as JsonValue };
  } catch {
    return { error: 'the line is not JSON' };
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}
