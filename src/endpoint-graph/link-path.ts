import { conceptKey, endpointKey, fieldKey, parameterKey } from '../graph/node-keys.js';

/** Node keys from one endpoint over its field, the concepts between and the parameter to the other endpoint. */
export function linkPath(
  from: string,
  pointer: string,
  concepts: readonly string[],
  to: string,
  parameter: string,
): string[] {
  return [
    endpointKey(from),
    fieldKey(from, pointer),
    ...concepts.map(conceptKey),
    parameterKey(to, parameter),
    endpointKey(to),
  ];
}

/** The concepts of such a path. */
export function conceptsOnPath(path: readonly string[]): string[] {
  return path.slice(2, -2).map((key) => key.slice(conceptKey('').length));
}
