import { UsageError } from '../errors/usage-error.js';
import type { SplitShares } from './split-names.js';

/** The shares of all splits; what is not said of train is what the others leave. Throws `UsageError` where they are no whole. */
export function completeShares(given: {
  readonly train: number | null;
  readonly validation: number;
  readonly test: number;
}): SplitShares {
  const { validation, test } = given;
  const rest = Number((1 - validation - test).toFixed(9));
  const train = given.train ?? Math.max(rest, 0);
  const sum = train + validation + test;
  if (Math.abs(sum - 1) < 1e-9 && train >= 0) return { train, validation, test };
  throw new UsageError(
    `The shares of train, validation and test come to ${Number(sum.toFixed(6))}.`,
    'Together they must be 1: name those that differ from train 0.8, validation 0.1, test 0.1.',
  );
}
