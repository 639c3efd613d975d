import { DatagenError } from './datagen-error.js';

/** A flag names a language model, and this version has none. */
export class NoModelsError extends DatagenError {
  constructor(
    readonly flag: string,
    readonly model: string,
  ) {
    super(`${flag} names the model '${model}', but this version judges offline only. Leave ${flag} out.`);
  }
}
