import type { ToolNames } from '../exchange/tool-names.js';
import { createGrowingNumbers } from '../splits/growing-numbers.js';
import { type SplitName, splitNames } from '../splits/split-names.js';
import { createSplitPlanner, type SplitOptions, type SplitReport } from '../splits/split-planner.js';
import { createTokenCounter } from './count-tokens.js';
import { createRowMaker } from './make-rows.js';
import { type InputFile, type PackableItem, packableItems } from './packable-items.js';
import { metadataOf } from './package-columns.js';
import type { LeftOutCounts } from './package-manifest.js';
import type { Tokenizer } from './tokenizer.js';

export type PlanOptions = SplitOptions & {
  readonly tokenizer: Tokenizer;
  readonly maxTokens: number | null;
  /** Most megabytes (10⁶ characters) of a shard before compression. */
  readonly shardMb: number;
  readonly onLeftOut?: (leftOut: {
    readonly path: string;
    readonly line: number;
    readonly reason: string;
  }) => void;
  readonly checkInterrupted?: () => void;
};

/** What the first reading decides about each line. */
export type PackagePlan = {
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

/** Reads the input for the first time: what stays, how long it is, and where it goes. Memory holds some numbers a line. */
export async function planPackage(
  inputs: readonly InputFile[],
  names: ToolNames,
  options: PlanOptions,
): Promise<PackagePlan> {
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
