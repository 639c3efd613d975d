import { createHash } from 'node:crypto';
import { serializeRecord } from '../dataset/serialize-record.js';
import { writeRecordLine } from '../dataset/write-record-line.js';
import { createAtomicFile, writeFileAtomically } from '../files/atomic-file.js';
import type { RealisedRow } from '../generation/realise-rows.js';
import type { DatasetRecord } from '../types/dataset-record.js';
import type { Endpoint } from '../types/tool-registry.js';
import { shardFile } from './run-layout.js';
import { type RunPaths, reportPath, shardPath } from './run-paths.js';
import { createRunTally } from './run-tally.js';
import type { ShardReport } from './shard-report.js';

export type ShardOptions = {
  readonly paths: RunPaths;
  readonly endpointNamed: (callName: string) => Endpoint | undefined;
  /** Throws where a record may not be in the dataset. */
  readonly check: (record: DatasetRecord) => void;
};

/** Rows on their way to a shard's file. */
export type ShardWriter = {
  write(row: RealisedRow): Promise<void>;
  /**
   * Makes what was written the shard of the rows up to `last`, report first: on the disk before it has its name, and the
   * first of two that are made of the same rows stays.
   */
  commit(last: number): Promise<{ readonly report: ShardReport; readonly isFirst: boolean }>;
  abort(): Promise<void>;
};

/** Bytes that go to the disk at once. */
const bufferBytes = 1 << 20;

/** Opens the shard that begins with the row `first`. */
export async function createShardWriter(first: number, options: ShardOptions): Promise<ShardWriter> {
  const { paths, endpointNamed, check } = options;
  const atomic = {
    onCommit: 'first_wins',
    temporaryDirectory: paths.work,
    advice: resumeAdvice,
  } as const;
  // The name needs the last row, which a plan that ends early knows at its end only.
  const file = await createAtomicFile(shardPath(paths, { first, last: first }), atomic);
  const hash = createHash('sha256');
  const tally = createRunTally(endpointNamed);
  const buffer = Buffer.allocUnsafe(bufferBytes);
  let filled = 0;
  let bytes = 0;

  const put = async (chunk: Uint8Array): Promise<void> => {
    hash.update(chunk);
    bytes += chunk.length;
    await file.write(chunk);
  };
  const flush = async (): Promise<void> => {
    if (filled > 0) await put(buffer.subarray(0, filled));
    filled = 0;
  };
  const writeRecord = async (record: DatasetRecord): Promise<void> => {
    check(record);
    let written = writeRecordLine(record, buffer, filled);
    if (written === null) {
      await flush();
      written = writeRecordLine(record, buffer, 0);
    }
    if (written === null) await put(Buffer.from(`${serializeRecord(record)}\n`, 'utf8'));
    else filled += written;
  };

  return {
    async write({ events }) {
      for (const event of events) {
        tally.add(event);
        if (event.type === 'record-ready' || event.type === 'variant-ready') await writeRecord(event.record);
      }
    },
    async commit(last) {
      await flush();
      const report = { first, last, bytes, sha256: hash.digest('hex'), counts: tally.counts() };
      await writeFileAtomically(
        reportPath(paths, report, report.sha256),
        `${JSON.stringify(report)}\n`,
        atomic,
      );
      return { report, isFirst: await file.commit(shardFile(report)) };
    },
    abort: () => file.abort(),
  };
}

/** What to do where the disk takes no more. */
export const resumeAdvice =
  'Every shard that was finished is kept: make room, then run the same command again to go on.';
