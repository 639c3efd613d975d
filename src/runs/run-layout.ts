/** Rows of the plan from `first` to `last`, both included, from 0. */
export type RowRange = { readonly first: number; readonly last: number };

/** The shards of a run of `n` rows, in order: all of `shardRows` rows but the last, which may be shorter. */
export function* shardRanges(n: number, shardRows: number): Generator<RowRange, void, undefined> {
  for (let first = 0; first < n; first += shardRows)
    yield { first, last: Math.min(first + shardRows, n) - 1 };
}

export function rowsOf({ first, last }: RowRange): number {
  return last - first + 1;
}

/** Names sort as their rows do, up to a thousand million rows. */
export function rangeName({ first, last }: RowRange): string {
  return `${String(first).padStart(9, '0')}-${String(last).padStart(9, '0')}`;
}

export function shardFile(range: RowRange): string {
  return `${rangeName(range)}.jsonl`;
}

/** The rows that a file of this name would hold; null where it is no name of a shard. */
export function parseShardFile(name: string): RowRange | null {
  const [, first, last] = /^(\d{9,})-(\d{9,})\.jsonl$/.exec(name) ?? [];
  if (first === undefined || last === undefined) return null;
  const range = { first: Number(first), last: Number(last) };
  return range.first <= range.last && shardFile(range) === name ? range : null;
}
