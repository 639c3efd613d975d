/** How hard the conversations of a run are to be: minimums, 0 for none. Named as in `metadata.difficulty`. */
export type DifficultyWish = {
  readonly depth: number;
  readonly fan_in: number;
  readonly calls: number;
  readonly clarifications: number;
  readonly distractors: number;
  /** 0–1. */
  readonly distractor_similarity: number;
};

/** In the order of `metadata.difficulty`. */
export const difficultyParts = [
  'depth',
  'fan_in',
  'calls',
  'clarifications',
  'distractors',
  'distractor_similarity',
] as const satisfies readonly (keyof DifficultyWish)[];

export const noDifficultyWish: DifficultyWish = {
  depth: 0,
  fan_in: 0,
  calls: 0,
  clarifications: 0,
  distractors: 0,
  distractor_similarity: 0,
};
