import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { packageVersion } from '../config/describe-run.js';
import type { DatagenError } from '../errors/datagen-error.js';
import { EmptyDatasetError } from '../errors/empty-dataset-error.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { UsageError } from '../errors/usage-error.js';
import { createToolNames, renameTools, serviceNames, type ToolNames } from '../exchange/tool-names.js';
import { createFileGroup, type FileGroup } from '../files/file-group.js';
import { refuseOverwriting } from '../files/refuse-overwriting.js';
import type { References } from '../metrics/read-references.js';
import { readSavedConfig, savedConfigName } from '../splits/saved-config.js';
import { type SplitName, splitNames } from '../splits/split-names.js';
import type { SplitReport } from '../splits/split-planner.js';
import { createRowMaker } from './make-rows.js';
import { findInputFiles, type InputFile, packableItems } from './packable-items.js';
import { type CountedRow, countPackage, type PackageFacts } from './package-facts.js';
import { clearFolders, findOlder, markIncomplete } from './package-folder.js';
import {
  cardName,
  type LeftOutCounts,
  manifestName,
  type PackageFile,
  type PackageManifest,
  toolNamesName,
  toPackageFiles,
} from './package-manifest.js';
import { createSplitTables, type SplitTables } from './package-tables.js';
import { createPairMaker, type PairMaker } from './pair-maker.js';
import type { WrittenFile } from './parquet-file.js';
import { type PackagePlan, type PlanOptions, planPackage } from './plan-package.js';
import { writePreferences } from './preference-table.js';
import { rebuildRecord } from './rebuild-record.js';
import { renderCard } from './render-card.js';
import { mixTargetsOf, parseSaved } from './saved-settings.js';

export type PackageOptions = PlanOptions & {
  /** A dataset, or a folder of splits, which are kept. */
  readonly input: string;
  readonly output: string;
  /** Null: made of the input's name. */
  readonly title: string | null;
  readonly license: string;
  readonly references: References;
  /** Conversations written, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
  /** A conversation that might have made a pair of preferences and does not. */
  readonly onNoPair?: (noPair: { readonly id: string; readonly reason: string }) => void;
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
  readonly pairs: PairReport;
  readonly files: readonly PackageFile[];
};

/** What became of the pairs of preferences. */
export type PairReport = {
  /** What they are made of; null where conversations have neither variants nor scores. */
  readonly source: 'twins' | 'scores' | null;
  readonly made: number;
  /** Conversations that make none, by reason. */
  readonly none: { readonly [reason: string]: number };
};

/**
 * Makes a Hugging Face dataset folder of a dataset: Parquet tables by split, names of tools that every trainer takes, a card
 * counted from the tables, and a manifest. Same input and options, same bytes. Reads the input twice; memory holds some
 * numbers a record. What was in the folder of an earlier package is replaced, other files stay. All files have their names or
 * none. Throws `FileAccessError`, also where a file of somebody else would be written over, `UsageError` where ids repeat, and
 * `EmptyDatasetError` where nothing can be packaged.
 */
export async function packageDataset(options: PackageOptions): Promise<PackageReport> {
  const { output, input } = options;
  const inputs = await findInputFiles(input);
  const saved = await savedConfigOf(input, inputs);
  const ownFiles = [cardName, toolNamesName, manifestName, ...(saved === null ? [] : [savedConfigName])];
  await refuseOverwriting(
    ownFiles.map((name) => join(output, name)),
    [input],
  );
  await findOlder(output, ownFiles);
  const names = createToolNames(serviceNames);
  const plan = await planPackage(inputs, names, options);
  if (plan.conversations === 0) throw nothingToPackage(input, plan.leftOut);
  await clearFolders(output);

  const mixTargets = mixTargetsOf(parseSaved(saved));
  const group = createFileGroup();
  const pairs = createPairMaker(plan.report === null);
  const written = new Map<string, WrittenFile | Omit<WrittenFile, 'rows'>>();
  const noPairs = new Map<string, number>();
  const writeInto = async (name: string, content: string | Uint8Array): Promise<void> => {
    const bytes = Buffer.from(content);
    await group.write(join(output, name), bytes);
    written.set(name, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  };
  try {
    const tables = openTables(plan, output, group);
    const counted = await countPackage(writeRows(inputs, names, plan, tables, pairs, options), mixTargets);
    const preferences = await writePreferences({
      ...{ folder: output, pairs, madeBy: madeBy(), files: group },
      checkInterrupted: () => options.checkInterrupted?.(),
      onNoPair(noPair) {
        noPairs.set(noPair.reason, (noPairs.get(noPair.reason) ?? 0) + 1);
        options.onNoPair?.(noPair);
      },
    });
    for (const [path, file] of preferences.written) written.set(path, file);
    for (const split of tables.values())
      for (const [path, file] of await split.finish()) written.set(path, file);
    const renamed = names.renamed();
    await writeInto(toolNamesName, `${JSON.stringify(Object.fromEntries(renamed), null, 2)}\n`);
    if (saved !== null) await writeInto(savedConfigName, saved);
    const files = toPackageFiles(written);
    const manifest = toManifest(options, plan, files, mixTargets);
    const facts = { ...counted, pairs: preferences.counts };
    await group.write(join(output, cardName), renderCard({ facts, manifest, saved: parseSaved(saved) }));
    await group.prepare();
    options.checkInterrupted?.();
    // Somebody else may have packaged into the folder since.
    const older = await findOlder(output, ownFiles);
    for (const path of older) if (!written.has(path)) group.remove(join(output, path));
    await group.write(join(output, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    await group.prepare();
    await markIncomplete(output, [...older, ...written.keys()]);
    await group.commit();
    return {
      ...{ conversations: plan.conversations, split: plan.report, leftOut: plan.leftOut },
      ...{ tokens: facts.tokens.total, renamed: renamed.size, facts, files },
      pairs: {
        ...{ source: pairs.source(), none: Object.fromEntries(noPairs) },
        made: preferences.counts.reduce((sum, { pairs: count }) => sum + count, 0),
      },
    };
  } finally {
    await group.abort();
    await pairs.close();
  }
}

function madeBy(): string {
  return `datagen ${packageVersion()}`;
}

function openTables(
  plan: PackagePlan,
  folder: string,
  files: FileGroup,
): ReadonlyMap<SplitName, SplitTables> {
  const tables = splitNames.flatMap((split): [SplitName, SplitTables][] => {
    const shards = plan.shardsOf(split);
    return shards.length === 0
      ? []
      : [[split, createSplitTables({ folder, split, shards, madeBy: madeBy(), files })]];
  });
  return new Map(tables);
}

/** Reads the input again, writes what stays, and gives each record as the tables hold it. */
async function* writeRows(
  inputs: readonly InputFile[],
  names: ToolNames,
  plan: PackagePlan,
  tables: ReadonlyMap<SplitName, SplitTables>,
  pairs: PairMaker,
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
    const record = rebuildRecord({ ...said, tools: made.ownTools }, item.record);
    await pairs.add(split, made.exported, record);
    yield { split, record, tokens };
  }
}

function toManifest(
  options: PackageOptions,
  plan: PackagePlan,
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

/** Whether there was nothing, or nothing that may be in a package. */
function nothingToPackage(input: string, { unreadable, too_long, bridges }: LeftOutCounts): DatagenError {
  if (unreadable + too_long + bridges === 0) return new EmptyDatasetError(input);
  return new UsageError(
    `Nothing of '${input}' can be packaged: ${unreadable} unreadable, ${too_long} of too many tokens, ${bridges} that tie splits together.`,
    'See the lines above, or raise --max-tokens.',
  );
}
