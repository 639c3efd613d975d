import { isJsonObject } from '../json/is-json-object.js';
import { hashText } from '../metrics/hash-text.js';
import { createHashNumbers, hashOf } from '../validate/hash-numbers.js';
import { type CollectedLinks, joinAll } from './collected-links.js';
import { dealGroups } from './deal-groups.js';
import { createGroups, type Groups } from './groups.js';
import { createGrowingNumbers } from './growing-numbers.js';
import { keepWhatFits, looseGroups } from './loose-groups.js';
import { type LinkKind, linkKinds, linksOf } from './record-links.js';
import { type SplitName, type SplitShares, splitNames } from './split-names.js';

export const splitKinds = ['tool', 'world'] as const;
/** `world`: no variants, chain or entity on both sides; `tool`: nor a called tool. */
export type SplitKind = (typeof splitKinds)[number];

export type SplitOptions = {
  readonly by: SplitKind;
  readonly shares: SplitShares;
  readonly seed: number;
  /** Leave out records that tie together what would else fit no split. */
  readonly dropBridges: boolean;
};

/** Takes records in file order, then says where each belongs. Memory: 4 bytes for each thing that a record names, and its hash. */
export type SplitPlanner = {
  readonly add: (record: unknown) => void;
  readonly finish: () => SplitPlan;
};

export type SplitPlan = {
  /** By order of `add`, from 0; null where it is left out as a bridge. */
  readonly splitOf: (record: number) => SplitName | null;
  readonly report: SplitReport;
};

export type SplitReport = {
  readonly by: SplitKind;
  readonly seed: number;
  readonly records: number;
  /** Records left out because they tie splits together. */
  readonly bridges: number;
  readonly splits: readonly {
    readonly name: SplitName;
    /** 0–1. */
    readonly wanted: number;
    readonly reached: number;
    readonly records: number;
  }[];
  /** Sets of records that share something, directly or by others. */
  readonly groups: number;
  readonly largest: {
    readonly records: number;
    /** 0–1 of all records. */
    readonly share: number;
    /** How many things of each kind are in several of its records. */
    readonly tied_by: { readonly [kind in LinkKind]?: number };
  };
};

export function createSplitPlanner(options: SplitOptions): SplitPlanner {
  const { by, seed } = options;
  const kinds = new Set<LinkKind>(linkKinds.filter((kind) => kind !== 'tool' || by === 'tool'));
  const numbers = createHashNumbers();
  /** Kind of each link, then where each record's links begin, then the links. */
  const [kindOf, starts, links] = [createGrowingNumbers(), createGrowingNumbers(), createGrowingNumbers()];
  const orders: number[] = [];
  return {
    add(record) {
      starts.push(links.length);
      orders.push(hashText(isJsonObject(record) ? String(record.conversation_id) : '', seed));
      for (const { kind, key } of linksOf(record)) {
        if (!kinds.has(kind)) continue;
        const link = numbers.addFirst(hashOf(`${kind}\0${key}`), kindOf.length + 1) - 1;
        if (link === kindOf.length) kindOf.push(linkKinds.indexOf(kind));
        links.push(link);
      }
    },
    finish: () => plan(options, { kindOf, starts, links, orders }),
  };
}

function plan(options: SplitOptions, collected: CollectedLinks): SplitPlan {
  const { starts, links, orders, kindOf } = collected;
  const records = orders.length;
  const linksAt = (record: number): number[] => {
    const end = record + 1 < records ? starts.at(record + 1) : links.length;
    const found: number[] = [];
    for (let at = starts.at(record); at < end; at += 1) found.push(links.at(at));
    return found;
  };
  const whole = createGroups(kindOf.length);
  const uses = new Uint32Array(kindOf.length);
  for (let record = 0; record < records; record += 1) {
    joinAll(whole, linksAt(record));
    for (const link of linksAt(record)) uses[link] = (uses[link] ?? 0) + 1;
  }
  const largest = largestGroup(whole, collected, linksAt, uses);

  const most = Math.max(...splitNames.map((name) => options.shares[name])) * records;
  const { groups, bridges } =
    options.dropBridges && largest.records > most
      ? looseGroups({ whole, collected, linksAt, uses, shares: options.shares, most })
      : { groups: whole, bridges: [] };
  const splits = dealAll(groups, collected, linksAt, options.shares, new Set(bridges));
  const dropped = keepWhatFits(bridges, groups, splits, linksAt);
  const splitOf = (record: number): SplitName | null =>
    dropped.has(record) ? null : (splits.get(groups.of(linksAt(record)[0] ?? 0)) ?? null);

  const counts = new Map<SplitName, number>();
  for (let record = 0; record < records; record += 1) {
    const name = splitOf(record);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const kept = records - dropped.size;
  return {
    splitOf,
    report: {
      ...{ by: options.by, seed: options.seed, records, bridges: dropped.size },
      splits: splitNames
        .filter((name) => options.shares[name] > 0)
        .map((name) => ({
          name,
          wanted: options.shares[name],
          reached: kept === 0 ? 0 : (counts.get(name) ?? 0) / kept,
          records: counts.get(name) ?? 0,
        })),
      groups: new Set(splits.keys()).size,
      largest,
    },
  };
}

function largestGroup(
  groups: Groups,
  { kindOf, orders }: CollectedLinks,
  linksAt: (record: number) => number[],
  uses: Uint32Array,
): SplitReport['largest'] {
  let [root, most] = [-1, 0];
  for (const record of orders.keys()) {
    const first = linksAt(record)[0] ?? 0;
    if (groups.sizeOf(first) > most) [root, most] = [groups.of(first), groups.sizeOf(first)];
  }
  const ties = new Map<LinkKind, number>();
  for (const [link, count] of uses.entries()) {
    if (count < 2 || groups.of(link) !== root) continue;
    const kind = linkKinds[kindOf.at(link)] ?? 'twins';
    ties.set(kind, (ties.get(kind) ?? 0) + 1);
  }
  const inOrder = linkKinds.flatMap((kind) => (ties.has(kind) ? [[kind, ties.get(kind)]] : []));
  return {
    records: most,
    share: orders.length === 0 ? 0 : most / orders.length,
    tied_by: Object.fromEntries(inOrder),
  };
}

/** The split of each group that holds a record. */
function dealAll(
  groups: Groups,
  { orders }: CollectedLinks,
  linksAt: (record: number) => number[],
  shares: SplitShares,
  bridges: ReadonlySet<number>,
): Map<number, SplitName> {
  const orderOf = new Map<number, number>();
  for (const [record, order] of orders.entries()) {
    if (bridges.has(record)) continue;
    const root = groups.of(linksAt(record)[0] ?? 0);
    orderOf.set(root, Math.min(order, orderOf.get(root) ?? order));
  }
  const roots = [...orderOf.keys()];
  const dealt = dealGroups(
    roots.map((root) => ({ size: groups.sizeOf(root), order: orderOf.get(root) ?? 0 })),
    shares,
  );
  return new Map(roots.map((root, place) => [root, dealt[place] ?? 'train']));
}
