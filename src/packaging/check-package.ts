import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { DatagenError } from '../errors/datagen-error.js';
import { UnreadableEntryError } from '../errors/exchange-errors.js';
import { savedConfigName } from '../splits/saved-config.js';
import { compareCard } from './compare-card.js';
import { createTokenCounter } from './count-tokens.js';
import { describeFile } from './hash-file.js';
import { filterColumns } from './package-columns.js';
import { countPackage } from './package-facts.js';
import { cardName, type PackageManifest, readManifest, toolNamesName } from './package-manifest.js';
import { tableNames } from './package-tables.js';
import { countPairs, preferenceTable } from './preference-table.js';
import { type ReadRow, readPackedRows, toOwnNames } from './read-tables.js';
import { renderCard } from './render-card.js';
import { parseSaved } from './saved-settings.js';
import { builtInTokenizers, loadTokenizer, type Tokenizer } from './tokenizer.js';

export type CheckOptions = {
  readonly folder: string;
  /** `o200k`, `cl100k` or the file that counted the package's tokens. */
  readonly tokenizer: string;
  readonly checkInterrupted?: () => void;
  /** Conversations counted, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
};

export type CheckReport = {
  readonly conversations: number;
  /** Files whose hash was compared. */
  readonly files: number;
  /** Whether tokens were counted again; without the tokenizer's file only their sums are. */
  readonly recountedTokens: boolean;
  /** Sentences: where, what stands there, what the data say. Empty where all agrees. */
  readonly differences: readonly string[];
};

/**
 * Counts a package again from its tables and compares: files with their hashes, what rows say of their conversations, and each
 * number of the card. Throws `FileAccessError` where the folder is no package.
 */
export async function checkPackage(options: CheckOptions): Promise<CheckReport> {
  const { folder } = options;
  const manifest = await readManifest(folder);
  const differences = [...(await compareFiles(folder, manifest)), ...(await findForeign(folder, manifest))];
  const tokenizer = await tokenizerOf(manifest, options.tokenizer);
  const rows = createRowCheck(tokenizer);
  const total = manifest.files.reduce(
    (sum, { path, rows: count = 0 }) => sum + (path.startsWith('default/') ? count : 0),
    0,
  );
  try {
    const names = toOwnNames(await readJson(join(folder, toolNamesName)));
    const counted = await countPackage(
      readPackedRows(folder, manifest.files, names),
      manifest.mix_targets,
      (row) => {
        options.checkInterrupted?.();
        rows.add(row);
        options.onProgress?.(rows.count(), total);
      },
    );
    const saved = parseSaved(await readFile(join(folder, savedConfigName)).catch(() => null));
    const paths = manifest.files.map(({ path }) => path);
    const facts = { ...counted, pairs: await countPairs(folder, paths) };
    const expected = renderCard({ facts, manifest, saved });
    const card = await readFile(join(folder, cardName), 'utf8').catch(() => '');
    for (const { line, what, says, counted: found } of compareCard(card, expected))
      differences.push(
        `${cardName}${line === null ? '' : `:${line}`} (${what}) says ${says}; the data say ${found}`,
      );
  } catch (error) {
    if (error instanceof DatagenError && !(error instanceof UnreadableEntryError)) throw error;
    const problem = error instanceof Error ? error.message : String(error);
    differences.push(`The tables cannot be counted: ${problem}`);
  }
  return {
    ...{ conversations: rows.count(), files: manifest.files.length, recountedTokens: tokenizer !== null },
    differences: [...differences, ...rows.differences()],
  };
}

async function compareFiles(folder: string, { files }: PackageManifest): Promise<string[]> {
  const differences: string[] = [];
  for (const { path, bytes, sha256 } of files) {
    const found = await describeFile(join(folder, path)).catch(() => null);
    if (found === null) differences.push(`${path} cannot be read`);
    else if (found.bytes !== bytes) differences.push(`${path} has ${found.bytes} bytes, not ${bytes}`);
    else if (found.sha256 !== sha256)
      differences.push(`${path} is not the file that was made: its hash is ${found.sha256}`);
  }
  return differences;
}

/** Tables that whoever loads the folder would load as well. */
async function findForeign(folder: string, { files }: PackageManifest): Promise<string[]> {
  const known = new Set(files.map(({ path }) => path));
  const foreign: string[] = [];
  for (const table of [...tableNames, preferenceTable]) {
    const names: readonly string[] = await readdir(join(folder, table)).catch(() => []);
    for (const name of [...names].sort())
      if (name.endsWith('.parquet') && !known.has(`${table}/${name}`))
        foreign.push(`${table}/${name} is no file of the package, and would be loaded with it`);
  }
  return foreign;
}

/** The one that counted the package; null where its file is not at hand. */
async function tokenizerOf({ tokenizer }: PackageManifest, named: string): Promise<Tokenizer | null> {
  const isBuiltIn = (name: string): boolean => (builtInTokenizers as readonly string[]).includes(name);
  if (tokenizer.sha256 === null) return isBuiltIn(tokenizer.name) ? loadTokenizer(tokenizer.name) : null;
  if (isBuiltIn(named)) return null;
  const loaded = await loadTokenizer(named);
  return loaded.sha256 === tokenizer.sha256 ? loaded : null;
}

/** Compares what rows say with their conversations; tells of the first row that differs in each column. */
function createRowCheck(tokenizer: Tokenizer | null): {
  readonly add: (row: ReadRow) => void;
  readonly count: () => number;
  readonly differences: () => string[];
} {
  const countTokens = tokenizer === null ? null : createTokenCounter(tokenizer);
  const wrong = new Map<string, { first: string; rows: number }>();
  let count = 0;
  return {
    add({ row, record, tokens, exported }) {
      count += 1;
      const counted = countTokens === null ? tokens : countTokens(exported);
      for (const { name, value } of filterColumns) {
        const expected = value({ record, tokens: counted });
        if (isDeepStrictEqual(row[name] ?? null, expected)) continue;
        const known = wrong.get(name);
        const first = `${JSON.stringify(row.conversation_id)} says ${JSON.stringify(row[name] ?? null)}, its conversation ${JSON.stringify(expected)}`;
        if (known === undefined) wrong.set(name, { first: first.slice(0, 300), rows: 1 });
        else known.rows += 1;
      }
    },
    count: () => count,
    differences: () =>
      [...wrong].map(([name, { first, rows }]) => `column ${name} differs in ${rows} rows: ${first}`),
  };
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}
