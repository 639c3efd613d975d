import type { Random } from '../random/random.js';

/** Counts how often the plan used each endpoint, and names one that it neglected. */
export type Coverage = {
  count(endpointId: string): void;
  /** The least used of a few drawn ones; undefined where there is nothing to cover. */
  suggest(random: Random): string | undefined;
};

const drawn = 5;

export function createCoverage(endpointIds: readonly string[]): Coverage {
  const uses = new Map<string, number>();
  return {
    count(endpointId) {
      uses.set(endpointId, (uses.get(endpointId) ?? 0) + 1);
    },
    suggest(random) {
      if (endpointIds.length === 0) return undefined;
      let best: string | undefined;
      for (let draw = 0; draw < drawn; draw += 1) {
        const candidate = random.pick(endpointIds);
        if (best === undefined || (uses.get(candidate) ?? 0) < (uses.get(best) ?? 0)) best = candidate;
      }
      return best;
    },
  };
}
