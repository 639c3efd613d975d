import type { HintProblem } from '../hints/hints.js';
import type { Refusal } from '../types/refusal.js';

/** What was not taken, counted by level and reason, most first. */
export function describeRefusals(refusals: readonly Pick<Refusal, 'level' | 'reason'>[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { level, reason } of refusals)
    counts.set(`${level}: ${reason}`, (counts.get(`${level}: ${reason}`) ?? 0) + 1);
  return [...counts]
    .sort((left, right) => right[1] - left[1])
    .map(([what, count]) => `  ${String(count).padStart(6)}  ${what}`);
}

/** One refusal as a line. */
export function describeRefusal({ level, source, name, reason, detail }: Refusal): string {
  return `${level} ${name === '' ? source : `'${name}' of ${source}`}: ${reason}: ${detail}`;
}

/** Lines for the hints that say nothing about the catalog. */
export function describeHintProblems(file: string, problems: readonly HintProblem[]): readonly string[] {
  const shown = problems.slice(0, mostProblems);
  const more = problems.length - shown.length;
  return [
    ...shown.map(({ line, text }) => `${file}:${line}: ${text}`),
    ...(more === 0 ? [] : [`${file}: ${more} more hints say nothing about this catalog.`]),
  ];
}

const mostProblems = 20;
