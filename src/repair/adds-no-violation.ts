import type { Violation } from '../types/verdict.js';

/** Whether no rule is broken more often than before, wherever it is. */
export function addsNoViolation(before: readonly Violation[], after: readonly Violation[]): boolean {
  return findAdded(before, after, byRule).length === 0;
}

/**
 * The violations of a record with other texts that it did not have before. Stricter than counting by rule: a value
 * without a source may not take the place of another one.
 */
export function violationsAdded(before: readonly Violation[], after: readonly Violation[]): Violation[] {
  return findAdded(before, after, byWhat);
}

function findAdded(
  before: readonly Violation[],
  after: readonly Violation[],
  keyOf: (violation: Violation) => string,
): Violation[] {
  const counts = new Map<string, number>();
  for (const violation of before) counts.set(keyOf(violation), (counts.get(keyOf(violation)) ?? 0) + 1);
  return after.filter((violation) => {
    const left = counts.get(keyOf(violation)) ?? 0;
    counts.set(keyOf(violation), left - 1);
    return left <= 0;
  });
}

function byRule({ law, rule }: Violation): string {
  return `${law} ${rule}`;
}

/** Offsets move with the text, and so do the numbers of claims. */
function byWhat({ law, rule, place, message }: Violation): string {
  const what = message.replace(/ at \d+ to \d+/g, '');
  return `${law} ${rule} ${place.replace(/^(\/provenance\/answers)\/\d+/, '$1')} ${what}`;
}
