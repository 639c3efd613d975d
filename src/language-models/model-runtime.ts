import type { LanguageModel, ModelRole, TokenUsage } from '../types/language-model.js';

/** What all model calls of one run share: routes, response cache, ledger, budget, limits, policy. */
export interface ModelRuntime {
  /** The model that plays a role; null where the role is offline. */
  modelFor(role: ModelRole): LanguageModel | null;
  usage(): ModelUsage;
  /** Waits for what is being written. Harmless when called twice. */
  close(): Promise<void>;
}

/** What the run has used so far, without what came from the response cache. */
export type ModelUsage = {
  readonly calls: number;
  /** Calls that the response cache answered. */
  readonly cached: number;
  readonly retries: number;
  readonly tokens: TokenUsage;
  /** US dollars; null where a model's price is not known. */
  readonly costUsd: number | null;
  readonly inFlight: number;
  /** Calls allowed at once now. */
  readonly concurrency: number;
};
