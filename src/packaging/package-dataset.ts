import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packageVersion } from '../config/describe-run.js';
import { EmptyDatasetError } from '../errors/empty-dataset-error.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { createToolNames, portableNames, renameTools, type ToolNames } from '../exchange/tool-names.js';
import { writeFileAtomically } from '../files/atomic-file.js';
import type { References } from '../metrics/read-references.js';
import { createGrowingNumbers } from '../splits/growing-numbers.js';
import { readSavedConfig, savedConfigName } from '../splits/saved-config.js';
import { type SplitName, splitNames } from '../splits/split-names.js';
import { createSplitPlanner, type SplitOptions, type SplitReport } from '../splits/split-planner.js';
import { createTokenCounter } from './count-tokens.js';
import { describeFile } from './hash-file.js';
import { createRowMaker } from './make-rows.js';
import { findInputFiles, type InputFile, type PackableItem, packableItems } from './packable-items.js';
import { metadataOf } from './package-columns.js';
import { type CountedRow, countPackage, type PackageFacts } from './package-facts.js';
import {
  cardName,
  type LeftOutCounts,
  manifestName,
  type PackageFile,
  type PackageManifest,
  readListedPaths,
  toolNamesName,
  toPackageFiles,
} from './package-manifest.js';
import { createSplitTables, type SplitTables, shardPath, tableNames } from './package-tables.js';
import type { WrittenFile } from './parquet-file.js';
import {
  type PreferenceTables,
  preferencePath,
  preferenceTable,
  writePreferences,
} from './preference-table.js';
import { rebuildRecord } from './rebuild-record.js';
import { renderCard } from './render-card.js';
import { mixTargetsOf, parseSaved } from './saved-settings.js';
import type { Tokenizer } from './tokenizer.js';

export type PackageOptions = SplitOptions & {
  /** A dataset, or a folder of splits, which are kept. */
  readonly input: string;
  readonly output: string;
  readonly tokenizer: Tokenizer;
  readonly maxTokens: number | null;
  /** Null: made of the input's name. */
  readonly title: string | null;
  readonly license: string;
  /** Most megabytes (10⁶ characters) of a shard before compression. */
  readonly shardMb: number;
  readonly references: References;
  readonly onLeftOut?: (leftOut: {
    readonly path: string;
    readonly line: number;
    readonly reason: string;
  }) => void;
  readonly checkInterrupted?: () => void;
  /** Conversations written, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
};

export type PackageReport = {
  readonly conversations: number;
  /** Null where the splits were given. */
  readonly split: SplitReport | null;
  readonly leftOut: LeftOutCounts;
  readonly tokens: number;
  /** Tools with other names than their own. */
  readonly renamed: number;
  readonly facts: PackageFacts;
  readonly files: readonly PackageFile[];
};

/**
 * Makes a Hugging Face dataset folder of a dataset: Parquet tables by split, names of tools that every trainer takes, a card
 * counted from the tables, and a manifest. Same input and options, same bytes. Reads the input twice; memory holds some
 * numbers a record. What was in the folder of an earlier package is replaced, other files stay. Throws `FileAccessError`, and
 * `EmptyDatasetError` where nothing can be packaged.
 */
export async function packageDataset(options: PackageOptions): Promise<PackageReport> {
  const { output, input } = options;
  const older = await findOlder(output);
  const inputs = await findInputFiles(input);
  const names = createToolNames(portableNames);
  const plan = await planPackage(inputs, names, options);
  if (plan.conversations === 0) throw new EmptyDatasetError(input);

  const saved = await savedConfigOf(input, inputs);
  const mixTargets = mixTargetsOf(parseSaved(saved));
  const tables = openTables(plan, output);
  const written = new Map<string, WrittenFile | Omit<WrittenFile, 'rows'>>();
  let facts: PackageFacts;
  let preferences: PreferenceTables | null = null;
  try {
    const counted = await countPackage(writeRows(inputs, names, plan, tables, options), mixTargets);
    if (plan.pairs !== null)
      preferences = await writePreferences({
        ...{ folder: output, inputs, names, source: plan.pairs, madeBy: madeBy(), splitOf: plan.splitOfLine },
      });
    facts = { ...counted, pairs: preferences?.counts ?? [] };
    const paths = [...pathsOf(plan), ...facts.pairs.map(({ split }) => preferencePath(split))];
    await markIncomplete(output, [...older, ...paths]);
    for (const [path, file] of (await preferences?.commit()) ?? []) written.set(path, file);
    for (const split of tables.values())
      for (const [path, file] of await split.commit()) written.set(path, file);
  } finally {
    for (const split of tables.values()) await split.abort();
    await preferences?.abort();
  }
  const renamed = names.renamed();
  await writeInto(
    output,
    toolNamesName,
    `${JSON.stringify(Object.fromEntries(renamed), null, 2)}\n`,
    written,
  );
  if (saved !== null) await writeInto(output, savedConfigName, saved, written);
  const files = toPackageFiles(written);
  await removeOlder(output, older, files);
  const manifest = toManifest(options, plan, files, mixTargets);
  await writeFileAtomically(
    join(output, cardName),
    renderCard({ facts, manifest, saved: parseSaved(saved) }),
  );
  await writeFileAtomically(join(output, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  return {
    ...{ conversations: plan.conversations, split: plan.report, leftOut: plan.leftOut },
    ...{ tokens: facts.tokens.total, renamed: renamed.size, facts, files },
  };
}

/** What the first reading decides about each line. */
type Plan = {
  /** By order of the lines; null: left out. */
  readonly splitOf: (place: number) => SplitName | null;
  readonly splitOfLine: (file: number, line: number) => SplitName | null;
  /** What pairs of preferences can be made of; null: of nothing. */
  readonly pairs: 'twins' | 'scores' | null;
  readonly tokensOf: (place: number) => number;
  /** Rows of each shard of a split. */
  readonly shardsOf: (split: SplitName) => readonly number[];
  readonly conversations: number;
  readonly leftOut: LeftOutCounts;
  readonly report: SplitReport | null;
};

async function planPackage(
  inputs: readonly InputFile[],
  names: ToolNames,
  options: PackageOptions,
): Promise<Plan> {
  const { maxTokens, onLeftOut } = options;
  const isGiven = inputs.some(({ split }) => split !== null);
  const planner = createSplitPlanner(options);
  const countTokens = createTokenCounter(options.tokenizer);
  const makeRow = createRowMaker(names);
  // Of each line: its number among the records that stay, from 1; its tokens; the size of its row.
  const [numbers, tokens, sizes, given] = [1, 2, 3, 4].map(createGrowingNumbers) as [
    Numbers,
    Numbers,
    Numbers,
    Numbers,
  ];
  const leftOut = { unreadable: 0, too_long: 0, bridges: 0 };
  const lines = createLinePlaces(inputs);
  const seen = { twins: false, scores: false };
  let kept = 0;
  for await (const item of packableItems(inputs)) {
    options.checkInterrupted?.();
    lines.add(item);
    const made = makeRow(item);
    const length = typeof made === 'string' ? 0 : countTokens(made.exported);
    const isTooLong = maxTokens !== null && length > maxTokens;
    if (typeof made === 'string' || item.record === undefined || isTooLong) {
      if (isTooLong) leftOut.too_long += 1;
      else leftOut.unreadable += 1;
      const reason = typeof made === 'string' ? made : `it has ${length} tokens, more than ${maxTokens}`;
      onLeftOut?.({ path: item.path, line: item.line, reason });
      numbers.push(0);
    } else {
      kept += 1;
      numbers.push(kept);
      if (!isGiven) planner.add(item.record);
      if (metadataOf(item.record).twin_difference !== undefined) seen.twins = true;
      if (item.record.judge_scores !== undefined) seen.scores = true;
    }
    given.push(item.record === undefined || item.split === null ? 0 : splitNames.indexOf(item.split));
    tokens.push(length);
    sizes.push(typeof made === 'string' ? 0 : made.size);
  }
  const planned = isGiven ? null : planner.finish();
  const splitOf = (place: number): SplitName | null => {
    const number = numbers.at(place);
    if (number === 0) return null;
    return planned === null ? (splitNames[given.at(place)] ?? null) : planned.splitOf(number - 1);
  };
  const bridges = planned?.report.bridges ?? 0;
  return {
    ...{ splitOf, tokensOf: tokens.at, report: planned?.report ?? null },
    splitOfLine: (file, line) => splitOf(lines.placeOf(file, line)),
    pairs: seen.twins ? 'twins' : seen.scores ? 'scores' : null,
    shardsOf: (split) => cutShards(split, splitOf, sizes, options.shardMb * 1e6),
    conversations: kept - bridges,
    leftOut: { ...leftOut, bridges },
  };
}

type Numbers = ReturnType<typeof createGrowingNumbers>;

/** Which place among all lines a line of a file has. */
function createLinePlaces(inputs: readonly InputFile[]): {
  readonly add: (item: PackableItem) => void;
  readonly placeOf: (file: number, line: number) => number;
} {
  const lines = createGrowingNumbers();
  const ends = inputs.map(() => 0);
  const places = new Map(inputs.map(({ path }, file) => [path, file]));
  return {
    add({ path, line }) {
      lines.push(line);
      ends[places.get(path) ?? 0] = lines.length;
    },
    placeOf(file, line) {
      let [low, high] = [Math.max(0, ...ends.slice(0, file)), (ends[file] ?? 0) - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (lines.at(middle) < line) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

/** A shard is full when the next row would be too much for it. */
function cutShards(
  split: SplitName,
  splitOf: (place: number) => SplitName | null,
  sizes: Numbers,
  most: number,
): number[] {
  const shards: number[] = [];
  let [rows, size] = [0, 0];
  for (let place = 0; place < sizes.length; place += 1) {
    if (splitOf(place) !== split) continue;
    if (rows > 0 && size + sizes.at(place) > most) {
      shards.push(rows);
      [rows, size] = [0, 0];
    }
    rows += 1;
    size += sizes.at(place);
  }
  return rows === 0 ? shards : [...shards, rows];
}

function madeBy(): string {
  return `datagen ${packageVersion()}`;
}

function openTables(plan: Plan, folder: string): ReadonlyMap<SplitName, SplitTables> {
  const tables = splitNames.flatMap((split): [SplitName, SplitTables][] => {
    const shards = plan.shardsOf(split);
    return shards.length === 0
      ? []
      : [[split, createSplitTables({ folder, split, shards, madeBy: madeBy() })]];
  });
  return new Map(tables);
}

/** Reads the input again, writes what stays, and gives each record as the tables hold it. */
async function* writeRows(
  inputs: readonly InputFile[],
  names: ToolNames,
  plan: Plan,
  tables: ReadonlyMap<SplitName, SplitTables>,
  { checkInterrupted, onProgress }: PackageOptions,
): AsyncGenerator<CountedRow, void, undefined> {
  const makeRow = createRowMaker(names);
  const ownNames = names.renamed();
  let [place, written] = [-1, 0];
  for await (const item of packableItems(inputs)) {
    checkInterrupted?.();
    place += 1;
    const split = plan.splitOf(place);
    if (split === null) continue;
    const tokens = plan.tokensOf(place);
    const made = makeRow(item);
    if (typeof made === 'string' || item.record === undefined)
      throw new FileAccessError('read', item.path, 'Try again.', 'it changed while it was read');
    await tables.get(split)?.add(made.toRow(tokens, place));
    written += 1;
    onProgress?.(written, plan.conversations);
    const said = renameTools({ ...made.exported, tools: [] }, (name) => ownNames.get(name) ?? name);
    yield { split, record: rebuildRecord({ ...said, tools: made.ownTools }, item.record), tokens };
  }
}

function toManifest(
  options: PackageOptions,
  plan: Plan,
  files: readonly PackageFile[],
  mixTargets: PackageManifest['mix_targets'],
): PackageManifest {
  const isGiven = plan.report === null;
  const wanted = Object.fromEntries(
    splitNames.filter((name) => options.shares[name] > 0).map((name) => [name, options.shares[name]]),
  );
  return {
    version: 1,
    made_by: packageVersion(),
    title: oneLine(options.title ?? titleOf(options.input)),
    license: options.license,
    split: isGiven
      ? { by: 'given', seed: null, wanted: null }
      : { by: options.by, seed: options.seed, wanted },
    tokenizer: { name: options.tokenizer.name, sha256: options.tokenizer.sha256 },
    max_tokens: options.maxTokens,
    left_out: plan.leftOut,
    mix_targets: mixTargets,
    references: options.references,
    files,
  };
}

function titleOf(input: string): string {
  return (
    basename(input)
      .replace(/\.jsonl?$/, '')
      .replace(/[_-]+/g, ' ') || 'conversations'
  );
}

function oneLine(text: string): string {
  const line = text.toWellFormed().replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
  return Array.from(line).slice(0, 120).join('').trim() || 'conversations';
}

/** Beside a dataset, or in a folder of splits. */
async function savedConfigOf(input: string, inputs: readonly InputFile[]): Promise<Buffer | null> {
  const isFolder = inputs.some(({ split }) => split !== null);
  return readSavedConfig(isFolder ? join(input, savedConfigName) : `${input}.config.json`);
}

async function writeInto(
  folder: string,
  name: string,
  content: string | Uint8Array,
  written: Map<string, WrittenFile | Omit<WrittenFile, 'rows'>>,
): Promise<void> {
  await writeFileAtomically(join(folder, name), content);
  written.set(name, await describeFile(join(folder, name)));
}

function pathsOf({ shardsOf }: Plan): string[] {
  return splitNames.flatMap((split) => {
    const shards = shardsOf(split).length;
    return Array.from({ length: shards }, (_, shard) =>
      tableNames.map((table) => shardPath(table, split, shard, shards)),
    ).flat();
  });
}

/** Until all is there again the folder holds no package, but what lies there is known to be of one. */
async function markIncomplete(folder: string, paths: readonly string[]): Promise<void> {
  const files = [...new Set(paths)].map((path) => ({ path }));
  await writeFileAtomically(join(folder, manifestName), `${JSON.stringify({ incomplete: true, files })}\n`);
}

/** Files of an earlier package in the folder. Throws where tables lie there that none made. */
async function findOlder(folder: string): Promise<readonly string[]> {
  const known = await readListedPaths(folder);
  for (const table of [...tableNames, preferenceTable]) {
    const found: readonly string[] = await readdir(join(folder, table)).catch(() => []);
    const foreign = found.find((name) => name.endsWith('.parquet') && !known.includes(`${table}/${name}`));
    if (foreign === undefined) continue;
    throw new FileAccessError(
      'write',
      join(folder, table, foreign),
      'Name another folder with --output, or remove it.',
      'it is of no package, and would be taken for part of this one',
    );
  }
  return known;
}

async function removeOlder(
  folder: string,
  older: readonly string[],
  files: readonly PackageFile[],
): Promise<void> {
  const kept = new Set(files.map(({ path }) => path));
  for (const path of older) if (!kept.has(path)) await rm(join(folder, path), { force: true });
}
