import type { Facets } from './create-columns.js';
import type { FilterName } from './filter.js';
import type { Distribution } from './page-data.js';

/** Counts how conversations fall over turns, calls, difficulty, length, domains, locales and scores. */
export function createDistributions(): {
  add(facets: Facets): void;
  distributions(): Distribution[];
} {
  const tallies = [
    ...stepped.map((each) => ({ ...each, counts: each.starts.map(() => 0), sum: 0, total: 0 })),
  ];
  const named = namedOnes.map((each) => ({ ...each, counts: new Map<string, number>() }));
  return {
    add(facets) {
      for (const tally of tallies) {
        const value = tally.read(facets);
        if (value === null) continue;
        const place = tally.starts.findLastIndex((start) => value >= start);
        if (place === -1) continue;
        tally.counts[place] = (tally.counts[place] ?? 0) + 1;
        tally.sum += value;
        tally.total += 1;
      }
      for (const { counts, read } of named) {
        for (const name of read(facets)) counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    },
    distributions: () => [
      ...tallies
        .filter(({ total }) => total > 0)
        .map(
          ({ name, title, starts, step, counts, sum, total, filter }): Distribution => ({
            ...{ name, title, kind: 'steps', mean: sum / total },
            bars: starts.map((start, place) => {
              const next = starts[place + 1];
              return {
                label: labelOf(start, next, step),
                count: counts[place] ?? 0,
                filter: filter === null ? '' : `${filter}=${rangeOf(start, next, step)}`,
              };
            }),
          }),
        ),
      ...named
        .filter(({ counts }) => [...counts.keys()].some((name) => name !== 'unknown'))
        .map(
          ({ name, title, counts, filter }): Distribution => ({
            ...{ name, title, kind: 'names', mean: null },
            bars: [...counts]
              .sort(([left, many], [right, more]) => more - many || (left < right ? -1 : 1))
              .slice(0, mostNames)
              .map(([label, count]) => ({
                label,
                count,
                filter: filter === null ? '' : new URLSearchParams({ [filter]: label }).toString(),
              })),
          }),
        ),
    ],
  };
}

const mostNames = 200;

type Stepped = {
  readonly name: string;
  readonly title: string;
  /** Where each bar begins; the last is open. */
  readonly starts: readonly number[];
  /** Distance between two neighbouring values. */
  readonly step: number;
  readonly filter: FilterName | null;
  readonly read: (facets: Facets) => number | null;
};

const stepped: readonly Stepped[] = [
  {
    name: 'turns',
    title: 'User turns',
    starts: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    step: 1,
    filter: 'turns',
    read: ({ turns }) => turns,
  },
  {
    name: 'calls',
    title: 'Calls',
    starts: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    step: 1,
    filter: 'calls',
    read: ({ calls }) => calls,
  },
  {
    name: 'words',
    title: 'Length in words',
    starts: [0, 50, 100, 150, 200, 250, 300, 400, 500, 750, 1000],
    step: 1,
    filter: 'words',
    read: ({ words }) => words,
  },
  {
    name: 'depth',
    title: 'Difficulty: depth of calls',
    starts: [0, 1, 2, 3, 4, 5, 6, 7, 8],
    step: 1,
    filter: 'depth',
    read: ({ depth }) => depth,
  },
  {
    name: 'fan_in',
    title: 'Difficulty: fan-in of a call',
    starts: [0, 1, 2, 3, 4, 5],
    step: 1,
    filter: null,
    read: ({ fanIn }) => fanIn,
  },
  {
    name: 'offered',
    title: 'Tools offered',
    starts: [0, 1, 2, 4, 6, 8, 10, 12, 16, 24, 32],
    step: 1,
    filter: null,
    read: ({ offered }) => offered,
  },
  {
    name: 'scores',
    title: 'Mean score',
    starts: [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5],
    step: 0.01,
    filter: 'score',
    read: ({ score }) => score,
  },
];

const namedOnes: readonly {
  readonly name: string;
  readonly title: string;
  readonly filter: FilterName | null;
  readonly read: (facets: Facets) => readonly string[];
}[] = [
  { name: 'domains', title: 'Domains', filter: 'domain', read: ({ domain }) => [domain] },
  { name: 'patterns', title: 'Patterns', filter: 'pattern', read: ({ pattern }) => [pattern] },
  { name: 'locales', title: 'Locales', filter: 'locale', read: ({ locale }) => [locale] },
];

function labelOf(start: number, next: number | undefined, step: number): string {
  if (next === undefined) return step < 1 ? `${start}–5` : `${start}+`;
  if (step < 1) return `${start}–${next}`;
  return next - start === step ? String(start) : `${start}–${next - step}`;
}

function rangeOf(start: number, next: number | undefined, step: number): string {
  if (next === undefined) return `${start}-`;
  return `${start}-${Number((next - step).toFixed(2))}`;
}
