import type { TokenUsage } from '../types/language-model.js';
import type { ModelPrice } from './model-settings.js';

/** What an answer costs, US dollars; null where the price is not known. */
export function costOf(usage: TokenUsage, price: ModelPrice | undefined): number | null {
  if (price === undefined) return null;
  const millionths =
    usage.input * price.input +
    usage.output * price.output +
    usage.cacheRead * price.cacheRead +
    usage.cacheWrite * price.cacheWrite;
  return millionths / 1_000_000;
}

/** The most that a call may cost: all of its input written to the prompt cache, all of its answer used. */
export function mostCostOf(input: number, output: number, price: ModelPrice | undefined): number | null {
  if (price === undefined) return null;
  return (input * Math.max(price.input, price.cacheWrite) + output * price.output) / 1_000_000;
}
