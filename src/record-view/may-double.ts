/** English words that may stand twice in a row: "had had", "there there". */
export const mayDouble: ReadonlySet<string> = new Set(
  'that had bye very so no ha well really hi there is now many long'.split(' '),
);
