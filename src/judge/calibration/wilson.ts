/** A share with its 95 % interval. */
export type Rate = {
  readonly hits: number;
  readonly of: number;
  /** Null where nothing was tried. */
  readonly rate: number | null;
  readonly low: number;
  readonly high: number;
};

/** 97.5 % quantile of the normal distribution. */
const z = 1.959964;

/**
 * Wilson's score interval (E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927):
 * holds for shares near 0 and 1 and for few trials, where the usual plus-or-minus does not. 0 to 1 where nothing was tried.
 */
export function wilson(hits: number, of: number): Rate {
  if (of === 0) return { hits, of, rate: null, low: 0, high: 1 };
  const share = hits / of;
  const centre = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const margin = (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return {
    hits,
    of,
    rate: share,
    low: hits === 0 ? 0 : centre - margin,
    high: hits === of ? 1 : centre + margin,
  };
}
