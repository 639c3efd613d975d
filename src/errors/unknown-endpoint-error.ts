import { DatagenError } from './datagen-error.js';

/** An endpoint was asked for that the artifacts do not hold. */
export class UnknownEndpointError extends DatagenError {
  constructor(
    readonly endpoint: string,
    readonly nearest: readonly string[],
  ) {
    const hint =
      nearest.length === 0
        ? 'Name one by its id (category/tool/endpoint) or its call name (tool::endpoint); registry.json lists them.'
        : `Did you mean ${nearest.map((name) => `'${name}'`).join(' or ')}?`;
    super(`The artifacts hold no endpoint '${endpoint.slice(0, 200)}'. ${hint}`);
  }
}
