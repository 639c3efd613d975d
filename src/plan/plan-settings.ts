import type { Locale, ModeOption, PhenomenonName } from '../types/plan-row.js';

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
};
