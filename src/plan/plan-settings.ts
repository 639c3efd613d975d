import type { DifficultyWish } from '../types/difficulty-wish.js';
import type { Locale, ModeOption, PhenomenonName } from '../types/plan-row.js';
import type { CountRange } from '../types/sampling.js';

/** Share of all rows (0–1) under `mixed`, from `config/run.yaml`. */
export type PlanShares = { readonly [phenomenon in PhenomenonName]: number };

export type PlanSettings = {
  readonly seed: number;
  readonly mode: ModeOption;
  readonly locale: Locale;
  readonly shares: PlanShares;
  /** Chains reserved for a row, the first included. */
  readonly attempts: number;
  readonly corpusMemory: boolean;
  /** Endpoints offered beside the needed ones, as far as the catalog has near ones. */
  readonly distractors: CountRange;
  /** How hard each conversation is to be at least. */
  readonly difficulty: DifficultyWish;
};
