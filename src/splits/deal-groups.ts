import { type SplitName, type SplitShares, splitNames } from './split-names.js';

/** Records that belong together. `order` is drawn from the seed. */
export type DealtGroup = { readonly size: number; readonly order: number };

/**
 * The split of each group, so that shares are met as near as whole groups allow: those of more records first (by powers of
 * two, within one by the seed), each to the split that it leaves the emptiest, measured by what that split should hold.
 */
export function dealGroups(groups: readonly DealtGroup[], shares: SplitShares): SplitName[] {
  const wanted = splitNames.filter((name) => shares[name] > 0);
  const counts = new Map<SplitName, number>(wanted.map((name) => [name, 0]));
  const dealt: SplitName[] = groups.map(() => 'train');
  const places = groups.map((_, place) => place).sort((left, right) => compare(groups, left, right));
  for (const place of places) {
    const size = groups[place]?.size ?? 0;
    let best: SplitName = wanted[0] ?? 'train';
    let lowest = Number.POSITIVE_INFINITY;
    for (const name of wanted) {
      const filled = ((counts.get(name) ?? 0) + size) / shares[name];
      if (filled < lowest) [best, lowest] = [name, filled];
    }
    counts.set(best, (counts.get(best) ?? 0) + size);
    dealt[place] = best;
  }
  return dealt;
}

function compare(groups: readonly DealtGroup[], left: number, right: number): number {
  const [one, other] = [groups[left], groups[right]];
  if (one === undefined || other === undefined) return 0;
  const byClass = Math.floor(Math.log2(other.size)) - Math.floor(Math.log2(one.size));
  return byClass || one.order - other.order || left - right;
}
