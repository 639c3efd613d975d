import type { PlanRow } from '../types/plan-row.js';

/**
 * Rows of a plan as JSON lines in UTF-8: what waits for a worker and what crosses to it. As objects they take four times the
 * memory, and cloning them costs more than writing and reading them.
 */
export type PackedRows = Uint8Array<ArrayBuffer>;

/** Packs rows, each a line of `packRow`, into memory of their own, which may be given away. */
export function packRows(lines: readonly string[]): PackedRows {
  return new TextEncoder().encode(lines.join(''));
}

export function packRow(row: PlanRow): string {
  return `${JSON.stringify(row)}\n`;
}

/** One row after the other, each made when it is asked for. */
export async function* unpackRows(packed: Uint8Array): AsyncGenerator<PlanRow, void, undefined> {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf('\n', start);
    yield JSON.parse(bytes.toString('utf8', start, end)) as PlanRow;
    start = end + 1;
  }
}

export function countRows(packed: Uint8Array): number {
  let rows = 0;
  for (let at = packed.indexOf(lineEnd); at >= 0; at = packed.indexOf(lineEnd, at + 1)) rows += 1;
  return rows;
}

const lineEnd = 10;
