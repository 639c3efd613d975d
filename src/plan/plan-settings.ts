import type { DifficultyWish } from '../types/difficulty-wish.js';
import type { LocaleOption, ModeOption, PhenomenonName } from '../types/plan-row.js';
import type { CountRange } from '../types/sampling.js';

/** Share of all rows (0–1) under `mixed`, from `config/run.yaml`. */
export type PlanShares = { readonly [phenomenon in PhenomenonName]: number };

export type PlanSettings = {
  readonly seed: number;
  readonly mode: ModeOption;
  readonly locale: LocaleOption;
  /** Share of all rows (0–1) in each locale under `mixed`; together 1. */
  readonly localeShares: { readonly [locale: string]: number };
  readonly shares: PlanShares;
  /** Chains reserved for a row, the first included. */
  readonly attempts: number;
  readonly corpusMemory: boolean;
  /** Endpoints offered beside the needed ones, as far as the catalog has near ones. */
  readonly distractors: CountRange;
  /** How hard each conversation is to be at least. */
  readonly difficulty: DifficultyWish;
};
