import { describeCost } from '../language-models/describe-usage.js';
import type { ModelRuntime } from '../language-models/model-runtime.js';

/** What models cost so far and come to in the end. `done`: share of the work that is done, 0–1. */
export function describeSpending(runtime: ModelRuntime, done: number): string {
  const { costUsd, calls, concurrency } = runtime.usage();
  const so = `${calls} calls, ${describeCost(costUsd)}`;
  const end = costUsd === null || done <= 0 ? '' : `, about ${describeCost(costUsd / done)} in all`;
  return `${so}${end}, up to ${Math.round(concurrency)} at once`;
}
