import type { Endpoint } from '../types/tool-registry.js';

/**
 * What is constant of an endpoint, worked out when it is first asked for. Catalogs may have tens of thousands of endpoints,
 * so all is forgotten once what `sizeOf` says of the values comes to `limit`.
 */
export function rememberByEndpoint<Value extends object>(
  make: (endpoint: Endpoint) => Value,
  sizeOf: (endpoint: Endpoint) => number,
  limit: number,
): (endpoint: Endpoint) => Value {
  let known = new WeakMap<Endpoint, Value>();
  let held = 0;
  return (endpoint) => {
    const remembered = known.get(endpoint);
    if (remembered !== undefined) return remembered;
    const value = make(endpoint);
    const size = sizeOf(endpoint);
    if (held + size > limit) {
      known = new WeakMap();
      held = 0;
    }
    held += size;
    known.set(endpoint, value);
    return value;
  };
}
