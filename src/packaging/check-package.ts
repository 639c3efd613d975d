import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UnreadableTableError } from '../errors/unreadable-table-error.js';
import { requirePlain } from '../files/require-plain.js';
import { savedConfigName } from '../splits/saved-config.js';
import { checkPairs } from './check-pairs.js';
import { createStringsCheck } from './check-strings.js';
import { createColumnDifferences } from './column-differences.js';
import { compareCard } from './compare-card.js';
import { createTokenCounter } from './count-tokens.js';
import { describeFile } from './hash-file.js';
import { filterColumns } from './package-columns.js';
import { countPackage } from './package-facts.js';
import {
  cardName,
  manifestName,
  type PackageManifest,
  readManifest,
  toolNamesName,
} from './package-manifest.js';
import { tableNames } from './package-tables.js';
import { createPairMaker, type PairMaker } from './pair-maker.js';
import { preferenceTable } from './preference-table.js';
import { countRows, type ReadRow, readPackedRows, toOwnNames } from './read-tables.js';
import { renderCard } from './render-card.js';
import { createRepeatedIds } from './repeated-ids.js';
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
 * Counts a package again from its tables `default` and `records` and compares: files with their hashes and rows, what rows say
 * of their conversations, the tables that are made of these, and each number of the card. Throws `FileAccessError` where the
 * folder is no package.
 */
export async function checkPackage(options: CheckOptions): Promise<CheckReport> {
  const { folder } = options;
  const manifest = await readManifest(folder);
  const differences = [...(await compareFiles(folder, manifest)), ...(await findForeign(folder, manifest))];
  const tokenizer = await tokenizerOf(manifest, options.tokenizer);
  const rows = createRowCheck(tokenizer);
  const pairs = createPairMaker(manifest.split.by === 'given');
  try {
    differences.push(...(await compareTables(options, manifest, rows, pairs)));
  } catch (error) {
    if (!(error instanceof UnreadableTableError)) throw error;
    differences.push(`The tables cannot be counted: ${error.message}`);
  } finally {
    await pairs.close();
  }
  return {
    ...{ conversations: rows.count(), files: manifest.files.length, recountedTokens: tokenizer !== null },
    differences: [...differences, ...rows.differences()],
  };
}

/** Reads all rows once, then says what in tables and card does not follow from them. */
async function compareTables(
  { folder, checkInterrupted = () => undefined, onProgress }: CheckOptions,
  manifest: PackageManifest,
  rows: RowCheck,
  pairs: PairMaker,
): Promise<string[]> {
  const listed = new Set(manifest.files.map(({ path }) => path));
  const read = async (name: string): Promise<Buffer | null> =>
    listed.has(name) ? readPlain(join(folder, name)) : null;
  const total = manifest.files.reduce(
    (sum, { path, rows: count = 0 }) => sum + (path.startsWith('default/') ? count : 0),
    0,
  );
  const strings = createStringsCheck(folder);
  const names = toOwnNames(parseSaved(await read(toolNamesName)));
  const counted = await countPackage(packedRows(), manifest.mix_targets);
  const preferences = await checkPairs(folder, manifest.files, pairs, checkInterrupted);
  const facts = { ...counted, pairs: preferences.counts };
  const expected = renderCard({ facts, manifest, saved: parseSaved(await read(savedConfigName)) });
  const card = (await readPlain(join(folder, cardName)))?.toString('utf8') ?? '';
  const ofCard = compareCard(card, expected).map(
    ({ line, what, says, counted: found }) =>
      `${cardName}${line === null ? '' : `:${line}`} (${what}) says ${says}; the data say ${found}`,
  );
  return [...ofCard, ...(await strings.finish()), ...preferences.differences];

  async function* packedRows(): AsyncGenerator<ReadRow, void, undefined> {
    for await (const row of readPackedRows(folder, manifest.files, names)) {
      checkInterrupted();
      rows.add(row);
      await strings.add(row);
      await pairs.add(row.split, row.exported, row.record);
      onProgress?.(rows.count(), total);
      yield row;
    }
  }
}

/** Null where it cannot be read. */
async function readPlain(path: string): Promise<Buffer | null> {
  try {
    await requirePlain(path);
    return await readFile(path);
  } catch {
    return null;
  }
}

async function compareFiles(folder: string, { files }: PackageManifest): Promise<string[]> {
  const differences: string[] = [];
  for (const { path, bytes, sha256, rows } of files) {
    const found = await describeFile(join(folder, path)).catch(() => null);
    if (found === null) {
      differences.push(`${path} cannot be read`);
      continue;
    }
    if (found.bytes !== bytes) differences.push(`${path} has ${found.bytes} bytes, not ${bytes}`);
    else if (found.sha256 !== sha256)
      differences.push(`${path} is not the file that was made: its hash is ${found.sha256}`);
    const counted = path.endsWith('.parquet') ? await rowsOf(join(folder, path)) : undefined;
    // What cannot be read as a table is told where it is needed.
    if (counted !== null && counted !== rows)
      differences.push(
        `${path} has ${counted ?? 'no'} rows; ${manifestName} says ${rows ?? 'nothing of them'}`,
      );
  }
  return differences;
}

async function rowsOf(path: string): Promise<number | null> {
  return countRows(path).catch(() => null);
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

/** Compares what rows of `default` say with their conversations. */
type RowCheck = {
  readonly add: (row: ReadRow) => void;
  readonly count: () => number;
  /** The first row that differs in each column, and ids that stand there a second time. */
  readonly differences: () => string[];
};

function createRowCheck(tokenizer: Tokenizer | null): RowCheck {
  const countTokens = tokenizer === null ? null : createTokenCounter(tokenizer);
  const wrong = createColumnDifferences('', 'its conversation');
  const repeated = createRepeatedIds();
  let count = 0;
  return {
    add({ row, path, record, tokens, exported }) {
      count += 1;
      repeated.add(exported.id, path);
      const counted = countTokens === null ? tokens : countTokens(exported);
      for (const { name, value } of filterColumns)
        wrong.compare(name, row.conversation_id, row[name], value({ record, tokens: counted }));
    },
    count: () => count,
    differences() {
      const { ids, count: rows } = repeated.found();
      const named = ids.map(({ id, place }) => `${JSON.stringify(id)} in ${place}`).join(', ');
      const sentence = `column conversation_id repeats an id in ${rows} rows: ${named}${rows > ids.length ? ', …' : ''}`;
      return [...(rows === 0 ? [] : [sentence]), ...wrong.sentences()];
    },
  };
}
