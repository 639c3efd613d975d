/** A share of something that there is only so much of in a minute. */
export interface TokenBucket {
  /** Takes an amount at once and says how long to wait before it may be used, milliseconds. First come, first served. */
  take(amount: number): number;
  /** Gives back what was not used. */
  refund(amount: number): void;
}

/** What comes together in this time may be used in one go: providers hold a minute's limit against shorter times as well. */
const burstMs = 1_000;

/** `perMinute`: null for no limit. An amount beyond all that fits is let through when it is its turn, and paid off after. */
export function createTokenBucket(perMinute: number | null, now: () => number): TokenBucket {
  if (perMinute === null) return { take: () => 0, refund: () => undefined };
  const perMs = perMinute / 60_000;
  const capacity = Math.max(1, perMs * burstMs);
  let level = capacity;
  let last = now();
  const refill = () => {
    const time = now();
    level = Math.min(capacity, level + (time - last) * perMs);
    last = time;
  };
  return {
    take(amount) {
      refill();
      level -= amount;
      return level >= 0 ? 0 : Math.ceil(-level / perMs);
    },
    refund(amount) {
      refill();
      level = Math.min(capacity, level + amount);
    },
  };
}
