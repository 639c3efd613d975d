import { isUtf8 } from 'node:buffer';
import { parse as parseWithPosition } from 'lossless-json';
import type { DatasetLineReason } from '../errors/dataset-line-error.js';
import { deepestNesting, type ScannedLine, scanLine } from './scan-line.js';
import type { KnownParts } from './shared-parts.js';

/** Why a line holds no value, and the column where that shows; 0 where there is none. */
export type LineProblem = {
  readonly reason: DatasetLineReason;
  readonly detail: string;
  readonly column: number;
};

export type CheckedLine =
  | { readonly bytes: Buffer; readonly scanned: ScannedLine; readonly problem?: undefined }
  | { readonly problem: LineProblem };

/**
 * Whether a line of bytes may be parsed at all: bounded, UTF-8, and not too deep for what reads it. `known`: parts that it
 * may share with other lines.
 */
export function checkLine(bytes: Buffer | 'too_long', known: KnownParts | null = null): CheckedLine {
  if (bytes === 'too_long') return failed('too_long', 'the line is longer than 100 MB');
  if (!isUtf8(bytes)) return failed('not_utf8', 'the line is not valid UTF-8');
  const scanned = scanLine(bytes, known);
  if (scanned.isTooDeep) return failed('too_deep', `the line nests deeper than ${deepestNesting} levels`);
  return { bytes, scanned };
}

/** The text of a line; a byte order mark at the start of a file is a habit of some editors, not an error. */
export function lineOf(bytes: Buffer, isFirst: boolean): string {
  const text = bytes.toString('utf8');
  return isFirst && text.startsWith('\uFEFF') ? text.slice(1) : text;
}

export function isBlankLine(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

/** What is wrong with a text that is not JSON. JSON.parse names a position only sometimes; this parser always does. */
export function describeSyntaxError(json: string): LineProblem {
  const { column, problem } = locateSyntaxError(json);
  return { reason: 'not_json', detail: `the line is not JSON: ${problem}`, column };
}

function locateSyntaxError(json: string): { readonly column: number; readonly problem: string } {
  try {
    parseWithPosition(json);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = /position (\d+)/.exec(message)?.[1];
    const problem = message.replace(/ at position \d+$/, '').slice(0, 120);
    return { column: position === undefined ? 0 : Number(position) + 1, problem };
  }
  return { column: 0, problem: 'it cannot be parsed' };
}

function failed(reason: DatasetLineReason, detail: string): { readonly problem: LineProblem } {
  return { problem: { reason, detail, column: 0 } };
}
