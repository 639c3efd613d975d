import type { NodeKind } from './walk-elements.js';

/** Keys of the heterogeneous graph's nodes: kind, colon, id. */
export const startKey = 'start';
export const toolKey = (toolId: string): string => `tool:${toolId}`;
export const endpointKey = (endpointId: string): string => `endpoint:${endpointId}`;
export const parameterKey = (endpointId: string, name: string): string => `parameter:${endpointId}#${name}`;
export const fieldKey = (endpointId: string, pointer: string): string => `field:${endpointId}#${pointer}`;
export const conceptKey = (conceptId: string): string => `concept:${conceptId}`;

/** The key of a node by its kind and id; `id` of a parameter or field is its endpoint's and its own, joined by `#`. */
export function nodeKey(kind: NodeKind, id: string): string {
  if (kind === 'start') return startKey;
  return `${kind === 'response_field' ? 'field' : kind}:${id}`;
}
