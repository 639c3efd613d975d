import { DatagenError } from './datagen-error.js';

/** A catalog in which no conversation can start: every endpoint is unusable or needs a value that nobody could know. */
export class NothingToSampleError extends DatagenError {
  constructor(
    readonly endpoints: number,
    readonly usableEndpoints: number,
  ) {
    super(
      `No conversation can start from this catalog: of its ${endpoints} endpoints ${usableEndpoints} are usable, and none of ` +
        'those can be called with values that a person knows. See refusals in build_manifest.json, or build from a catalog ' +
        'with at least one endpoint that takes no parameter or one that people can say (datagen build --data PATH).',
    );
  }
}
