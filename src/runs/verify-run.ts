import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RunDirectoryError } from '../errors/run-directory-error.js';
import { inspectShard } from './inspect-shards.js';
import { type ManifestShard, type RunManifest, readManifest } from './manifest.js';
import { isOurs, readIdentity } from './open-run.js';
import { createDatasetHash, hashFile, type ShardSink } from './read-shard.js';
import { hashOfIdentity, type RunIdentity } from './run-identity.js';
import { parseShardFile, type RowRange, rowsOf, shardFile } from './run-layout.js';
import { parseReportFile, type RunPaths, runPaths } from './run-paths.js';
import { readShardReport } from './shard-report.js';

export type RunProblem = {
  readonly kind: 'missing' | 'short' | 'changed' | 'foreign';
  /** From the run directory on. */
  readonly file: string;
  readonly detail: string;
};

export type RunCheck = {
  readonly manifest: RunManifest | null;
  readonly problems: readonly RunProblem[];
  /** What is as it may be, but not at rest: an extension under way, shards put aside. */
  readonly notes: readonly string[];
};

/**
 * Checks a run directory against its manifest: every file that it names is there with its bytes and its number of lines, and
 * nothing else is, but for what an extension leaves while it is under way. Throws `RunDirectoryError` where there is no run.
 */
export async function verifyRun(root: string): Promise<RunCheck> {
  const paths = runPaths(root);
  const identity = await readIdentity(paths);
  if (identity === null)
    throw new RunDirectoryError(root, 'holds no run', 'Name one that generate --run-dir made.');
  const problems: RunProblem[] = [];
  const notes: string[] = [];
  if (hashOfIdentity(identity) !== identity.run_id)
    problems.push({ kind: 'changed', file: 'run.json', detail: 'its run_id is not that of its content' });
  const manifest = await readManifest(paths);
  if (manifest === null) problems.push(...(await findGaps(paths, identity)));
  else {
    if (manifest.run_id !== identity.run_id)
      problems.push({ kind: 'changed', file: 'manifest.json', detail: 'it is of another run than run.json' });
    problems.push(...(await checkShards(paths, manifest)));
  }
  await checkNames(paths, identity, manifest, problems, notes);
  return { manifest, problems, notes };
}

/** What an unfinished run lacks as far as its shards tell. */
async function findGaps(paths: RunPaths, identity: RunIdentity): Promise<RunProblem[]> {
  const unfinished = 'the run is not finished: the same generate command goes on';
  const problems: RunProblem[] = [{ kind: 'missing', file: 'manifest.json', detail: unfinished }];
  const ranges = (await namesIn(paths.shards)).flatMap((name) => parseShardFile(name) ?? []);
  const there = new Set(ranges.map(({ first }) => first));
  const end = ranges.reduce((most, { first }) => Math.max(most, first), 0);
  for (let first = 0; first < end; first += identity.shard_rows) {
    if (there.has(first)) continue;
    const file = shardFile({ first, last: first + identity.shard_rows - 1 });
    problems.push({ kind: 'missing', file: `shards/${file}`, detail: 'later shards are there' });
  }
  return problems;
}

async function checkShards(paths: RunPaths, manifest: RunManifest): Promise<RunProblem[]> {
  const problems: RunProblem[] = [];
  const dataset = createDatasetHash();
  for (const shard of manifest.shards) {
    problems.push(...(await checkShard(paths, shard, dataset.add)));
    problems.push(...(await checkReport(paths, shard)));
  }
  const wrong = (detail: string): RunProblem => ({ kind: 'changed', file: 'manifest.json', detail });
  // Shards that are not as they were are named themselves.
  if (problems.length === 0 && dataset.digest() !== manifest.dataset_sha256)
    problems.push(wrong('dataset_sha256 is not that of its shards'));
  const sums = (['bytes', 'records', 'variants'] as const).filter(
    (key) => manifest[key] !== manifest.shards.reduce((total, shard) => total + shard[key], 0),
  );
  if (sums.length > 0) problems.push(wrong(`not the sums of its shards: ${sums.join(', ')}`));
  const rows = manifest.shards.reduce((total, shard) => total + rowsOf(shard), 0);
  if (rows !== manifest.rows || manifest.records + manifest.holes.length !== rows)
    problems.push(wrong('its rows are not its records and holes'));
  return problems;
}

async function checkShard(
  { shards }: RunPaths,
  { file, bytes, sha256, records, variants }: ManifestShard,
  add: ShardSink,
): Promise<RunProblem[]> {
  const path = join(shards, file);
  const name = `shards/${file}`;
  const found = await lstat(path).catch(() => null);
  if (found === null) return [{ kind: 'missing', file: name, detail: `${bytes} bytes` }];
  if (!found.isFile()) return [{ kind: 'foreign', file: name, detail: 'it is not a plain file' }];
  if (found.size < bytes) return [{ kind: 'short', file: name, detail: `${found.size} of ${bytes} bytes` }];
  let lines = 0;
  const held = await hashFile(path, (piece) => {
    add(piece);
    lines += countLines(piece);
  });
  if (held.bytes !== bytes || held.sha256 !== sha256)
    return [{ kind: 'changed', file: name, detail: 'its bytes are not those of the manifest' }];
  if (lines === records + variants) return [];
  const detail = `${file} has ${lines} lines, not ${records + variants}`;
  return [{ kind: 'changed', file: 'manifest.json', detail }];
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let place = bytes.indexOf(10); place >= 0; place = bytes.indexOf(10, place + 1)) lines += 1;
  return lines;
}

async function checkReport({ reports }: RunPaths, shard: ManifestShard): Promise<RunProblem[]> {
  const file = `reports/${shard.report}`;
  const path = join(reports, shard.report);
  const found = await lstat(path).catch(() => null);
  if (found === null) return [{ kind: 'missing', file, detail: `the report of ${shard.file}` }];
  if (!found.isFile()) return [{ kind: 'foreign', file, detail: 'it is not a plain file' }];
  const report = await readShardReport(path);
  const isIts =
    report?.sha256 === shard.sha256 &&
    report.bytes === shard.bytes &&
    report.first === shard.first &&
    report.last === shard.last &&
    report.counts.records === shard.records;
  return isIts ? [] : [{ kind: 'changed', file, detail: `it is not the report of ${shard.file}` }];
}

/** What lies there that the manifest does not name. */
async function checkNames(
  paths: RunPaths,
  identity: RunIdentity,
  manifest: RunManifest | null,
  problems: RunProblem[],
  notes: string[],
): Promise<void> {
  const foreign = (file: string, detail: string) => problems.push({ kind: 'foreign', file, detail });
  for (const name of await namesIn(paths.root))
    if (!isOurs(name) && name !== 'run.json' && name !== 'manifest.json') foreign(name, 'no part of a run');
  const shards = new Set(manifest?.shards.map(({ file }) => file));
  for (const name of await namesIn(paths.shards)) {
    if (shards.has(name)) continue;
    const range = parseShardFile(name);
    const note = range === null ? null : await explain(paths, identity, manifest, range);
    if (note === null) foreign(`shards/${name}`, 'no shard of the run');
    else if (note !== '') notes.push(note);
  }
  const reports = new Set(manifest?.shards.map(({ report }) => report));
  for (const name of await namesIn(paths.reports))
    if (!reports.has(name) && parseReportFile(name) === null)
      foreign(`reports/${name}`, 'no report of the run');
  const aside = await namesIn(paths.quarantine);
  if (aside.length > 0) notes.push(`quarantine/ holds what was put aside: ${aside.slice(0, 5).join(', ')}`);
}

/** Why a shard may be there that no manifest names; empty where that goes without saying, null where there is no reason. */
async function explain(
  paths: RunPaths,
  { shard_rows: shardRows }: RunIdentity,
  manifest: RunManifest | null,
  range: RowRange,
): Promise<string | null> {
  if (range.first % shardRows !== 0 || rowsOf(range) > shardRows) return null;
  const isWhole = (await inspectShard(paths, range)).kind === 'committed';
  if (manifest === null) return isWhole ? '' : null;
  const listed = manifest.shards.find(({ first }) => first === range.first);
  const file = `shards/${shardFile(range)}`;
  if (listed !== undefined && range.last < listed.last)
    return `${file} is superseded by ${listed.file}: the same generate --extend removes it`;
  return isWhole ? `${file} belongs to an extension under way: the same generate --extend finishes it` : null;
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}
