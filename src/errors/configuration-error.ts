import { DatagenError } from './datagen-error.js';

export type ConfigurationProblem = {
  /** Where the value stands: a file, `--seed`, `DATAGEN_SEED`. */
  readonly source: string;
  /** Dotted key, `run.generate.seed`; empty for the source as a whole. */
  readonly key: string;
  /** What is wrong with it, as the rest of a sentence. */
  readonly problem: string;
  /** What would be accepted, or what to do. */
  readonly allowed: string;
};

/** A setting, in a flag, the environment or a file, that cannot be used. */
export class ConfigurationError extends DatagenError {
  constructor(
    readonly details: ConfigurationProblem,
    options?: { readonly cause?: unknown },
  ) {
    const place = details.key === '' ? details.source : `${details.source}: ${details.key}`;
    const allowed = details.allowed === '' ? '' : ` ${details.allowed}`;
    super(`${place} ${details.problem}.${allowed}`, options);
  }
}
