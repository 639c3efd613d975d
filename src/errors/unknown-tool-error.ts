import { DatagenError } from './datagen-error.js';

/** A call names a tool that the conversation does not offer: a mistake of the program, never part of the data. */
export class UnknownToolError extends DatagenError {
  constructor(
    readonly toolName: string,
    readonly offeredTools: readonly string[],
  ) {
    const shown = offeredTools.slice(0, 20).join(', ');
    super(
      `The call names '${toolName}', which this conversation does not offer. It offers: ${shown}${offeredTools.length > 20 ? ', …' : ''}.`,
    );
  }
}
