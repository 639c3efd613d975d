import { RunDirectoryError } from '../errors/run-directory-error.js';
import { createFileGroup } from '../files/file-group.js';
import { finishRun } from './finish-run.js';
import { inspectShard } from './inspect-shards.js';
import { type RunManifest, readManifest, toManifestShard } from './manifest.js';
import { openRun, readIdentity } from './open-run.js';
import { createDatasetHash, readShard } from './read-shard.js';
import type { RunIdentity } from './run-identity.js';
import { shardFile, shardRanges } from './run-layout.js';
import { readParts } from './run-parts.js';
import { runPaths, shardPath } from './run-paths.js';
import { createRunTally } from './run-tally.js';
import type { ShardReport } from './shard-report.js';

export type AssembleOptions = {
  readonly root: string;
  readonly output: string;
  readonly note: (line: string) => void;
};

/**
 * Joins the shards of a run to one file, each checked as it is read, all or nothing. A run whose shares were made by several
 * processes is finished first. Throws `RunDirectoryError` where something is missing or not what it was.
 */
export async function assembleRun({ root, output, note }: AssembleOptions): Promise<RunManifest> {
  const paths = runPaths(root);
  const identity = await readIdentity(paths);
  if (identity === null)
    throw new RunDirectoryError(root, 'holds no run', 'Name one that generate --run-dir made.');
  const manifest = await finishParts(root, identity, note);
  const files = createFileGroup();
  try {
    const file = await files.open(output);
    const hash = createDatasetHash();
    for (const shard of manifest.shards)
      await readShard(shardPath(paths, shard), async (bytes) => {
        hash.add(bytes);
        await file.write(bytes);
      });
    if (hash.digest() !== manifest.dataset_sha256)
      throw new RunDirectoryError(
        root,
        'is not what its manifest says',
        `datagen verify --run-dir ${root} names the files; the same generate command makes them again.`,
      );
    const { run_id: _id, format_version: _version, shard_rows: _rows, ...rest } = identity;
    const { datagen_version: version, catalog_hash, configuration } = rest;
    const saved = { made_by: { version, catalog_hash }, ...withN(configuration, manifest.asked) };
    await files.write(`${output}.config.json`, `${JSON.stringify(saved, null, 2)}\n`);
    await files.commit();
  } finally {
    await files.abort();
  }
  return manifest;
}

/** The configuration as a run of so many conversations has it beside its file. */
function withN(configuration: RunIdentity['configuration'], n: number): object {
  const { run, ...components } = configuration as { run: { generate: object } };
  return { run: { ...run, generate: { n, ...run.generate } }, ...components };
}

/** The manifest of a run; where only its shares say that they are made, it is written from what they made. */
async function finishParts(
  root: string,
  identity: RunIdentity,
  note: (line: string) => void,
): Promise<RunManifest> {
  const paths = runPaths(root);
  const manifest = await readManifest(paths);
  const parts = await readParts(paths);
  if (manifest !== null && (parts === null || parts.asked <= manifest.asked)) return manifest;
  if (parts === null)
    throw new RunDirectoryError(root, 'is not finished', 'The same generate command goes on with it.');
  const run = await openRun({ root, identity, resume: 'always', n: parts.asked, extend: true, note });
  try {
    const tally = createRunTally();
    const reports: ShardReport[] = [];
    const hash = createDatasetHash();
    for (const range of shardRanges(parts.rows, identity.shard_rows)) {
      const state = await inspectShard(paths, range, hash.add);
      if (state.kind !== 'committed')
        throw new RunDirectoryError(
          root,
          `lacks ${shardFile(range)}`,
          'Run the share that makes it again; datagen verify lists what is missing.',
        );
      tally.merge(state.report.counts);
      reports.push(state.report);
    }
    await finishRun(run, {
      ...{ identity, asked: parts.asked, counts: tally.counts(), datasetSha256: hash.digest() },
      end: { planned: parts.rows, exhausted: parts.exhausted },
      shards: reports.map(toManifestShard),
    });
  } finally {
    await run.close();
  }
  return (await readManifest(paths)) as RunManifest;
}
