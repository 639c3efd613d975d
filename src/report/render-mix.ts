import type { MixCeilings } from '../plan/mix-ceilings.js';
import type { PlanShares } from '../plan/plan-settings.js';
import { type PhenomenonName, phenomenonNames } from '../types/plan-row.js';

export type MixLine = {
  readonly phenomenon: PhenomenonName;
  readonly share: number;
  readonly target: number;
  /** Null where the target is within reach. */
  readonly ceiling: number | null;
};

/** What a dataset holds of each situation, beside what was asked for and what can be had. */
export function toMixLines(
  counts: ReadonlyMap<PhenomenonName, number>,
  records: number,
  shares: PlanShares,
  ceilings: MixCeilings,
): MixLine[] {
  return phenomenonNames.map((phenomenon) => ({
    phenomenon,
    share: records === 0 ? 0 : (counts.get(phenomenon) ?? 0) / records,
    target: shares[phenomenon],
    ceiling: ceilings.get(phenomenon) ?? null,
  }));
}

/** One line a situation and a title. */
export function renderMix(lines: readonly MixLine[]): string {
  const width = Math.max(...lines.map(({ phenomenon }) => phenomenon.length));
  return [
    'Situations (share, target)',
    ...lines.map(({ phenomenon, share, target, ceiling }) => {
      const limit =
        ceiling === null ? '' : `  ceiling ${percent(ceiling)}: the catalog or the mode carries no more`;
      return `  ${phenomenon.padEnd(width)} ${percent(share).padStart(7)} ${percent(target).padStart(7)}${limit}`;
    }),
  ].join('\n');
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
