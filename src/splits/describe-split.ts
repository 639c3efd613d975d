import type { SplitReport } from './split-planner.js';

/** What came of the split in sentences: shares, and where they are not met, why and what can be done. */
export function describeSplit({ by, records, bridges, splits, groups, largest }: SplitReport): string[] {
  const lines = splits.map(
    ({ name, records: count, reached, wanted }) =>
      `${name}: ${count} of ${records - bridges} records, ${percent(reached)} (${percent(wanted)} wanted)`,
  );
  lines.push(`split by ${by}: ${groups} groups of records that share nothing with each other`);
  if (bridges > 0)
    lines.push(
      `${bridges} records (${percent(bridges / records)}) tied splits together and were left out (--drop-bridges)`,
    );
  const isMissed = splits.some(({ reached, wanted }) => Math.abs(reached - wanted) > tolerance);
  if (!isMissed || records === 0) return lines;
  if (largest.records <= 1) return [...lines, 'The shares are not met: there are too few records.'];
  const ties = Object.entries(largest.tied_by).map(([kind, count]) => `${count} ${words[kind] ?? kind}`);
  lines.push(
    `The shares are not met: one group holds ${largest.records} records (${percent(largest.share)})${ties.length === 0 ? '' : `, tied by ${ties.join(', ')}`}.`,
    by === 'tool'
      ? 'For a test set of unseen tools, generate it on its own: `generate --holdout-tools` for training, `--include` the same tools for the test. Or leave out what ties the splits together (--drop-bridges), or split --by world.'
      : 'Leave out what ties the splits together (--drop-bridges), or name other shares.',
  );
  return lines;
}

const tolerance = 0.01;

const words: { readonly [kind: string]: string } = {
  twins: 'groups of variants',
  request: 'first requests',
  chain: 'chains',
  entity: 'entities',
  tool: 'tools',
};

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
