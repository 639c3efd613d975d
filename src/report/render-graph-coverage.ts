import type { GraphCoverage } from '../steering/coverage-meter.js';

/** What of the graph a dataset covers, beside what a greedy choice covers with as many calls. Four lines and a title. */
export function renderGraphCoverage(coverage: GraphCoverage): string {
  const lines = (['endpoints', 'links', 'concepts', 'shapes'] as const).map((part) => {
    const { covered, offered, bound } = coverage[part];
    const share = `${covered} of ${offered}`.padStart(13);
    const against = `${percent(covered, bound)} of the ${bound} that a greedy choice reaches`;
    return `  ${part.padEnd(9)} ${share} ${percent(covered, offered).padStart(5)}  ${against}`;
  });
  return ['Covered of what the graph offers', ...lines].join('\n');
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`;
}
