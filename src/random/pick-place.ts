import type { Random } from './random.js';

/** A place in a list, with the given non-negative weights; -1 where none is positive. Draws once where any is. */
export function pickPlace(weights: readonly number[], random: Random): number {
  let total = 0;
  for (const weight of weights) total += weight;
  if (total <= 0) return -1;
  let rest = random.next() * total;
  let last = -1;
  for (let place = 0; place < weights.length; place += 1) {
    const weight = weights[place] ?? 0;
    if (weight <= 0) continue;
    last = place;
    rest -= weight;
    if (rest < 0) return place;
  }
  return last;
}
