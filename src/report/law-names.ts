import type { Law } from '../types/verdict.js';

/** The laws of the product page in one or two words each. */
export const lawNames: { readonly [law in Law]: string } = {
  0: 'structure',
  1: 'schema',
  2: 'provenance',
  3: 'no clairvoyance',
  4: 'one world',
  5: 'point',
  6: 'faithful answers',
  7: 'repeatable',
  8: 'honest labels',
};

/** Laws that can be decided from a record alone. */
export const recordLaws: readonly Law[] = [0, 1, 2, 3, 4, 5, 6, 8];
