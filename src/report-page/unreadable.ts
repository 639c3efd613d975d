import type { DatasetSummary } from './page-data.js';

/** The page lists no more of them. */
const most = 20;

/** Keeps the first lines that hold no record, and counts all. */
export function createUnreadable(): {
  note(line: number, problem: string): void;
  summary(): DatasetSummary['unreadable'];
} {
  const first: { line: number; problem: string }[] = [];
  let count = 0;
  return {
    note(line, problem) {
      count += 1;
      if (first.length < most) first.push({ line, problem });
    },
    summary: () => ({ count, first }),
  };
}
