import { UsageError } from '../errors/usage-error.js';
import type { ToolNames } from '../exchange/tool-names.js';
import { createGrowingNumbers } from '../splits/growing-numbers.js';
import { type SplitName, splitNames } from '../splits/split-names.js';
import { createSplitPlanner, type SplitOptions, type SplitReport } from '../splits/split-planner.js';
import { createTokenCounter } from './count-tokens.js';
import { createRowMaker } from './make-rows.js';
import { type InputFile, packableItems } from './packable-items.js';
import type { LeftOutCounts } from './package-manifest.js';
import { createRepeatedIds, type RepeatedIds } from './repeated-ids.js';
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
  readonly tokensOf: (place: number) => number;
  /** Rows of each shard of a split. */
  readonly shardsOf: (split: SplitName) => readonly number[];
  readonly conversations: number;
  readonly leftOut: LeftOutCounts;
  readonly report: SplitReport | null;
};

/**
 * Reads the input for the first time: what stays, how long it is, and where it goes. Memory holds some numbers a line. Throws
 * `FileAccessError`, and `UsageError` where conversations that stay have the same id.
 */
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
  const ids = createRepeatedIds();
  let kept = 0;
  for await (const item of packableItems(inputs)) {
    options.checkInterrupted?.();
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
      ids.add(item.conversation.id, `${item.path}:${item.line}`);
    }
    given.push(item.record === undefined || item.split === null ? 0 : splitNames.indexOf(item.split));
    tokens.push(length);
    sizes.push(typeof made === 'string' ? 0 : made.size);
  }
  refuseRepeated(ids.found());
  const planned = isGiven ? null : planner.finish();
  const splitOf = (place: number): SplitName | null => {
    const number = numbers.at(place);
    if (number === 0) return null;
    return planned === null ? (splitNames[given.at(place)] ?? null) : planned.splitOf(number - 1);
  };
  const bridges = planned?.report.bridges ?? 0;
  return {
    ...{ splitOf, tokensOf: tokens.at, report: planned?.report ?? null },
    shardsOf: (split) => cutShards(split, splitOf, sizes, options.shardMb * 1e6),
    conversations: kept - bridges,
    leftOut: { ...leftOut, bridges },
  };
}

type Numbers = ReturnType<typeof createGrowingNumbers>;

/** Rows, pairs and figures are known by their ids. */
function refuseRepeated({ ids, count }: ReturnType<RepeatedIds['found']>): void {
  if (count === 0) return;
  const named = ids.map(({ id, place }) => `${JSON.stringify(id)} in ${place}`).join(', ');
  const rest = count > ids.length ? ` and ${count - ids.length} more` : '';
  throw new UsageError(
    `Ids of conversations stand there a second time: ${named}${rest}.`,
    'datagen merge gives each conversation an id of its own and drops those that say the same.',
  );
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
