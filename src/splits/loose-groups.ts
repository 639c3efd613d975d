import { type CollectedLinks, joinAll } from './collected-links.js';
import { createGroups, type Groups } from './groups.js';
import { linkKinds } from './record-links.js';
import { type SplitName, type SplitShares, splitNames } from './split-names.js';

export type Bounds = {
  readonly whole: Groups;
  readonly collected: CollectedLinks;
  readonly linksAt: (record: number) => number[];
  /** Records that name each link. */
  readonly uses: Uint32Array;
  readonly shares: SplitShares;
  /** Records that the largest split should hold. */
  readonly most: number;
};

/**
 * Groups that grow to at most half of what the smallest split should hold where they would else be more than the largest: what is tied
 * by most records is joined first. `bridges` are the records that would have joined more.
 */
export function looseGroups({ whole, collected, linksAt, uses, shares, most }: Bounds): {
  readonly groups: Groups;
  readonly bridges: number[];
} {
  const { kindOf, orders } = collected;
  const wanted = splitNames.map((name) => shares[name]).filter((share) => share > 0);
  const limit = Math.max(1, Math.floor((Math.min(...wanted) * orders.length) / 2));
  const groups = createGroups(kindOf.length);
  // What no other record names ties nothing.
  const sharedAt = (record: number) => linksAt(record).filter((link) => (uses[link] ?? 0) > 1);
  const signatures = orders.map((_, record) => signatureOf(sharedAt(record), kindOf));
  const alike = new Map<string, number>();
  for (const signature of signatures) alike.set(signature, (alike.get(signature) ?? 0) + 1);
  const tiesOf = (record: number) => alike.get(signatures[record] ?? '') ?? 0;
  const byTies = [...orders.keys()].sort(
    (left, right) =>
      tiesOf(right) - tiesOf(left) || (orders[left] ?? 0) - (orders[right] ?? 0) || left - right,
  );
  const bridges: number[] = [];
  for (const record of byTies) {
    const roots = new Set(sharedAt(record).map(groups.of));
    const size = [...roots].reduce((sum, root) => sum + groups.sizeOf(root), 1);
    const isSmall = whole.sizeOf(linksAt(record)[0] ?? 0) <= most;
    if (isSmall || size <= limit || roots.size <= 1) joinAll(groups, linksAt(record));
    else bridges.push(record);
  }
  return { groups, bridges };
}

/** What it names of the kind that ties the most: tools where they count, else entities and chain. */
function signatureOf(shared: readonly number[], kindOf: CollectedLinks['kindOf']): string {
  const tools = shared.filter((link) => linkKinds[kindOf.at(link)] === 'tool');
  return [...(tools.length > 0 ? tools : shared)].sort((one, other) => one - other).join(' ');
}

/** Bridges whose ends came to one split join it; the others are left out. */
export function keepWhatFits(
  bridges: readonly number[],
  groups: Groups,
  splits: Map<number, SplitName>,
  linksAt: (record: number) => number[],
): ReadonlySet<number> {
  const dropped = new Set<number>();
  for (const record of bridges) {
    const named = linksAt(record);
    const found = new Set(named.flatMap((link) => splits.get(groups.of(link)) ?? []));
    const [split] = found;
    if (split === undefined || found.size > 1) {
      dropped.add(record);
      continue;
    }
    joinAll(groups, named);
    splits.set(groups.of(named[0] ?? 0), split);
  }
  return dropped;
}
