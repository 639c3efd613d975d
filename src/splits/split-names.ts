export const splitNames = ['train', 'validation', 'test'] as const;
export type SplitName = (typeof splitNames)[number];

/** 0–1 each, together 1. */
export type SplitShares = { readonly [name in SplitName]: number };
