import { join } from 'node:path';
import { readDataset } from '../dataset/read-dataset.js';
import { readLines } from '../dataset/read-lines.js';
import { EmptyDatasetError } from '../errors/empty-dataset-error.js';
import { createFileGroup, type GroupFile } from '../files/file-group.js';
import { refuseOverwriting } from '../files/refuse-overwriting.js';
import { copySavedConfig, savedConfigName } from './saved-config.js';
import { type SplitName, splitNames } from './split-names.js';
import { createSplitPlanner, type SplitOptions, type SplitPlan, type SplitReport } from './split-planner.js';

export type SplitDatasetOptions = SplitOptions & {
  readonly input: string;
  /** Folder for train.jsonl, validation.jsonl, test.jsonl and split.json. */
  readonly output: string;
  readonly onLeftOut?: (leftOut: { readonly line: number; readonly reason: string }) => void;
  readonly checkInterrupted?: () => void;
};

export type SplitDatasetReport = SplitReport & {
  readonly unreadable: number;
  readonly files: readonly string[];
};

/**
 * Deals a dataset's lines, as they stand, to the files of its splits: what belongs together stays together. Reads the file
 * twice. Throws `FileAccessError`, `EmptyDatasetError` where no line is a record, and `UsageError` where the input lies in the way.
 */
export async function splitDataset(options: SplitDatasetOptions): Promise<SplitDatasetReport> {
  const { input, output } = options;
  const ownFiles = [...splitNames.map((name) => `${name}.jsonl`), 'split.json', savedConfigName];
  await refuseOverwriting(
    ownFiles.map((name) => join(output, name)),
    [input],
  );
  const { plan, recordOf, unreadable } = await planSplit(options);
  const made = plan.report.splits.filter(({ records }) => records > 0).map(({ name }) => name);
  const group = createFileGroup();
  const files = new Map<SplitName, GroupFile>();
  const report = { ...plan.report, unreadable };
  const written = join(output, 'split.json');
  try {
    for (const name of made) files.set(name, await group.open(join(output, `${name}.jsonl`)));
    let line = 0;
    for await (const bytes of readLines(input)) {
      line += 1;
      const record = recordOf.get(line);
      const split = record === undefined ? null : plan.splitOf(record);
      if (split === null || bytes === 'too_long') continue;
      options.checkInterrupted?.();
      await files.get(split)?.write(Buffer.concat([withoutMark(bytes, line), newline]));
    }
    // A file of an earlier split would be taken for part of this one.
    for (const name of splitNames) if (!made.includes(name)) group.remove(join(output, `${name}.jsonl`));
    await group.write(written, `${JSON.stringify(report, null, 2)}\n`);
    const saved = await copySavedConfig(input, output, group);
    await group.commit();
    const names = made.map((name) => join(output, `${name}.jsonl`));
    return { ...report, files: [...names, written, ...(saved === null ? [] : [saved])] };
  } finally {
    await group.abort();
  }
}

const newline = Buffer.from('\n');

type PlannedSplit = {
  readonly plan: SplitPlan;
  /** Line → place among the records. */
  readonly recordOf: ReadonlyMap<number, number>;
  readonly unreadable: number;
};

async function planSplit(options: SplitDatasetOptions): Promise<PlannedSplit> {
  const planner = createSplitPlanner(options);
  const recordOf = new Map<number, number>();
  let unreadable = 0;
  for await (const { line, record, error } of readDataset(options.input)) {
    options.checkInterrupted?.();
    if (error !== undefined) {
      unreadable += 1;
      options.onLeftOut?.({ line, reason: error.detail });
      continue;
    }
    recordOf.set(line, recordOf.size);
    planner.add(record);
  }
  if (recordOf.size === 0) throw new EmptyDatasetError(options.input);
  return { plan: planner.finish(), recordOf, unreadable };
}

/** A byte order mark belongs to the file, not to its first record. */
function withoutMark(bytes: Buffer, line: number): Buffer {
  return line === 1 && bytes.subarray(0, 3).equals(mark) ? bytes.subarray(3) : bytes;
}

const mark = Buffer.from([0xef, 0xbb, 0xbf]);
