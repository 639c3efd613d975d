import { join } from 'node:path';
import { UnreadableTableError } from '../errors/unreadable-table-error.js';
import { type SplitName, splitNames } from '../splits/split-names.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { createColumnDifferences } from './column-differences.js';
import type { PackageFile } from './package-manifest.js';
import type { PairMaker } from './pair-maker.js';
import type { CellValue } from './parquet-file.js';
import { type PairCounts, preferenceColumns, preferencePath, toRow } from './preference-table.js';
import { readTable } from './read-tables.js';

export type CheckedPairs = {
  /** Pairs that the conversations make. */
  readonly counts: PairCounts;
  /** What differs, in sentences. */
  readonly differences: readonly string[];
};

/** Makes the pairs of a package again and compares them with its tables of preferences, row for row. */
export async function checkPairs(
  folder: string,
  files: readonly PackageFile[],
  pairs: PairMaker,
  checkInterrupted: () => void,
): Promise<CheckedPairs> {
  const differences = createColumnDifferences('preference: ', 'its conversations');
  const tables = new Map<SplitName, PairTable>();
  for (const split of splitNames) {
    const path = preferencePath(split);
    if (files.some((file) => file.path === path)) tables.set(split, openTable(folder, path));
  }
  const counts = new Map<SplitName, number>();
  for await (const { item, split } of pairs.pairs()) {
    checkInterrupted();
    if (item === undefined) continue;
    counts.set(split, (counts.get(split) ?? 0) + 1);
    const row = await tables.get(split)?.next();
    if (row === undefined || row === null) continue;
    const expected = toRow(item, pairs.source() ?? '').map(readCell);
    for (const [place, { name }] of preferenceColumns.entries())
      differences.compare(name, item.id, row[name], expected[place] ?? null);
  }
  const problems: string[] = [];
  for (const split of splitNames) {
    const [path, made] = [preferencePath(split), counts.get(split) ?? 0];
    const table = tables.get(split);
    if (table === undefined && made > 0)
      problems.push(`${path} is not in the manifest; its conversations make ${made} pairs`);
    if (table === undefined) continue;
    const { rows, problem } = await table.finish();
    if (problem !== null) problems.push(problem);
    else if (rows !== made) problems.push(`${path} has ${rows} rows; its conversations make ${made} pairs`);
  }
  return {
    counts: splitNames.flatMap((split) => {
      const made = counts.get(split) ?? 0;
      return made === 0 ? [] : [{ split, pairs: made }];
    }),
    differences: [...problems, ...differences.sentences()],
  };
}

type PairTable = {
  /** Null at the end, and where it cannot be read. */
  readonly next: () => Promise<JsonObject | null>;
  /** Reads to the end. */
  readonly finish: () => Promise<{ readonly rows: number; readonly problem: string | null }>;
};

function openTable(folder: string, path: string): PairTable {
  const names = preferenceColumns.map(({ name }) => name);
  const reader = readTable(join(folder, path), names);
  let rows = 0;
  let problem: string | null = null;
  const next = async (): Promise<JsonObject | null> => {
    try {
      const { value, done } = await reader.next();
      if (done === true) return null;
      rows += 1;
      return value;
    } catch (error) {
      if (!(error instanceof UnreadableTableError)) throw error;
      problem = error.message;
      return null;
    }
  };
  return {
    next,
    async finish() {
      while ((await next()) !== null);
      return { rows, problem };
    },
  };
}

function readCell(cell: CellValue): JsonValue {
  if (cell instanceof Uint8Array) return JSON.parse(Buffer.from(cell).toString('utf8')) as JsonValue;
  return cell as JsonValue;
}
