import { join } from 'node:path';
import { parseShardFile, type RowRange, rangeName, shardFile } from './run-layout.js';

/** Where things lie in a run directory. */
export type RunPaths = {
  readonly root: string;
  /** What the run is; written once. */
  readonly identity: string;
  /** What the run came to; written last. */
  readonly manifest: string;
  /** Who worked on it, when and where; nothing depends on it. */
  readonly log: string;
  readonly shards: string;
  /** What is known of each shard, by its hash. */
  readonly reports: string;
  /** Rows of shards that are to be made by other processes. */
  readonly plan: string;
  /** What each of several processes that share a run says when its share is made. */
  readonly parts: string;
  /** Files that are being written. */
  readonly work: string;
  /** Shards that were not what they had been. */
  readonly quarantine: string;
};

export function runPaths(root: string): RunPaths {
  return {
    root,
    identity: join(root, 'run.json'),
    manifest: join(root, 'manifest.json'),
    log: join(root, 'run-log.jsonl'),
    shards: join(root, 'shards'),
    reports: join(root, 'reports'),
    plan: join(root, 'plan'),
    parts: join(root, 'parts'),
    work: join(root, 'work'),
    quarantine: join(root, 'quarantine'),
  };
}

export function shardPath({ shards }: RunPaths, range: RowRange): string {
  return join(shards, shardFile(range));
}

/** Two executions may bring different bytes where a model spoke: each report names the bytes that it is about. */
export function reportPath({ reports }: RunPaths, range: RowRange, sha256: string): string {
  return join(reports, reportFile(range, sha256));
}

export function reportFile(range: RowRange, sha256: string): string {
  return `${rangeName(range)}.${sha256.slice(0, 16)}.json`;
}

/** The rows that a report of this name would be about; null where it is no name of a report. */
export function parseReportFile(name: string): RowRange | null {
  const [, range, end] = /^(\d{9,}-\d{9,})(\.[0-9a-f]{16}\.json)$/.exec(name) ?? [];
  return range === undefined || end === undefined ? null : parseShardFile(`${range}.jsonl`);
}
