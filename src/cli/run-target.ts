import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { describeRun, packageVersion } from '../config/describe-run.js';
import type { RunConfig } from '../config/run-config.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { createFileGroup } from '../files/file-group.js';
import { makeDirectory } from '../files/make-directory.js';
import { newTemporary, releaseTemporary } from '../files/temporaries.js';
import type { PlanEnd } from '../generation/plan-rows.js';
import { finishRun } from '../runs/finish-run.js';
import { type Journal, openJournal } from '../runs/journal.js';
import { shareLock, wholeLock } from '../runs/lock-run.js';
import { type ManifestShard, toManifestShard } from '../runs/manifest.js';
import { openRun } from '../runs/open-run.js';
import { createDatasetHash, readShard } from '../runs/read-shard.js';
import { toRunIdentity } from '../runs/run-identity.js';
import { writePart } from '../runs/run-parts.js';
import { type RunPaths, reportPath, runPaths, shardPath } from '../runs/run-paths.js';
import type { RunShare } from '../runs/run-share.js';
import type { RunCounts } from '../runs/run-tally.js';
import type { ShardReport } from '../runs/shard-report.js';
import type { JsonObject } from '../types/json.js';

/** Where the shards of a run go, and what becomes of them. */
export type RunTarget = {
  readonly paths: RunPaths;
  readonly shardRows: number;
  readonly committed: ReadonlyMap<number, ShardReport>;
  /** Whether what is made before the run is stopped is kept: shards in a run directory, whole conversations in a file. */
  readonly keepsPart: boolean;
  /** Takes a committed shard; they come in order. */
  take(report: ShardReport): Promise<void>;
  /** All shards were taken: makes the dataset of them. */
  finish(counts: RunCounts, end: PlanEnd): Promise<void>;
  /** Lets go. What a run directory holds stays. */
  close(): Promise<void>;
};

/** A file: shards go through a folder beside it and are joined as they come; all or nothing. */
export async function openFileTarget(
  output: string,
  config: RunConfig,
  catalogHash: string,
  shardRows: number,
): Promise<RunTarget> {
  const files = createFileGroup();
  const file = await files.open(output);
  const root = newTemporary(dirname(output));
  const paths = runPaths(root);
  try {
    for (const folder of [paths.shards, paths.reports, paths.work]) await makeDirectory(folder);
  } catch (error) {
    await files.abort();
    throw new FileAccessError('write', root, 'Name a writable place with --output.', error);
  }
  return {
    ...{ paths, shardRows, committed: new Map(), keepsPart: true },
    async take(report) {
      const shard = shardPath(paths, report);
      await readShard(shard, file.write);
      // The dataset of a large run would else lie on the disk twice.
      await rm(shard);
      await rm(reportPath(paths, report, report.sha256), { force: true });
    },
    async finish() {
      const saved = `${JSON.stringify(describeRun(config, catalogHash), null, 2)}\n`;
      await files.write(`${output}.config.json`, saved);
      await files.commit();
    },
    async close() {
      await files.abort();
      await rm(root, { recursive: true, force: true });
      releaseTemporary(root);
    },
  };
}

export type RunDirectoryOptions = {
  readonly root: string;
  readonly catalogHash: string;
  readonly shardRows: number;
  /** The share of this process where several make the run. */
  readonly share: RunShare | null;
  readonly note: (line: string) => void;
};

/** A run directory, which keeps its shards. A process that makes a share of them says so; `assemble` finishes the run. */
export async function openDirectoryTarget(
  config: RunConfig,
  { root, catalogHash, shardRows, share, note }: RunDirectoryOptions,
): Promise<RunTarget> {
  const { n, resume, extend } = config.generate;
  const identity = toRunIdentity(config, catalogHash, shardRows);
  const lock = share === null ? wholeLock : shareLock(share.index, share.count);
  const run = await openRun({ root, identity, resume, n, extend, note, lock });
  const log = await openRunLog(run.paths, share);
  await log.append({ event: 'begun', n, shards: run.committed.size, ...whoAndWhen() });
  const shards: ManifestShard[] = [];
  const hash = createDatasetHash();
  return {
    ...{ paths: run.paths, shardRows, committed: run.committed, keepsPart: false },
    async take(report) {
      if (share !== null) return;
      shards.push(toManifestShard(report));
      await readShard(shardPath(run.paths, report), hash.add);
    },
    async finish(counts, end) {
      if (share !== null)
        await writePart(run.paths, { ...share, asked: n, rows: end.planned, exhausted: end.exhausted });
      else await finishRun(run, { identity, asked: n, end, counts, shards, datasetSha256: hash.digest() });
      await log.append({ event: 'finished', records: counts.records, ...whoAndWhen() });
    },
    async close() {
      await log.close();
      await run.close();
    },
  };
}

/** Who worked on a run and when: a journal of its own for each process that makes a share. */
function openRunLog({ root, log }: RunPaths, share: RunShare | null): Promise<Journal> {
  return openJournal(share === null ? log : join(root, `run-log.${share.index}-of-${share.count}.jsonl`));
}

function whoAndWhen(): JsonObject {
  return { at: new Date().toISOString(), host: hostname(), pid: process.pid, version: packageVersion() };
}
