import { didYouMean } from '../config/did-you-mean.js';
import { UnknownEndpointError } from '../errors/unknown-endpoint-error.js';
import type { Endpoint, ToolRegistry } from '../types/tool-registry.js';

/** The endpoint with this id or call name. Throws `UnknownEndpointError`, which names the nearest. */
export function findEndpoint(registry: ToolRegistry, name: string): Endpoint {
  const { endpoints } = registry;
  const found =
    endpoints.find(({ id }) => id === name) ?? endpoints.find(({ callName }) => callName === name);
  if (found !== undefined) return found;
  throw new UnknownEndpointError(name, nearest(endpoints, name));
}

/** A slip of the fingers in an id or a call name, else the endpoints whose own name was given alone. */
function nearest(endpoints: readonly Endpoint[], name: string): readonly string[] {
  const candidates = endpoints.flatMap(({ id, callName }) => [id, callName]);
  const near = didYouMean(name, candidates);
  if (near !== null) return [near];
  const word = name.toLowerCase();
  return endpoints
    .filter(
      ({ id, name: own }) =>
        own.toLowerCase() === word || id.slice(id.lastIndexOf('/') + 1) === word.replaceAll(/[\s-]+/g, '_'),
    )
    .slice(0, 3)
    .map(({ callName }) => callName);
}
