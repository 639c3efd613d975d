import { DatagenError } from './datagen-error.js';

/**
 * Why a run with models cannot go on at all, as opposed to one conversation of it. `budget`: a cap is reached; `policy`: a
 * model may not generate; `replay_miss`: nothing recorded answers the call; `setup`: key, address or model are missing or
 * refused.
 */
export type ModelRunErrorKind = 'budget' | 'policy' | 'replay_miss' | 'setup';

/** Ends a run that models play in. What was paid for is kept, so that the same command goes on from there. */
export class ModelRunError extends DatagenError {
  constructor(
    readonly kind: ModelRunErrorKind,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}
