/** Keys of the heterogeneous graph's nodes: kind, colon, id. */
export const startKey = 'start';
export const toolKey = (toolId: string): string => `tool:${toolId}`;
export const endpointKey = (endpointId: string): string => `endpoint:${endpointId}`;
export const parameterKey = (endpointId: string, name: string): string => `parameter:${endpointId}#${name}`;
export const fieldKey = (endpointId: string, pointer: string): string => `field:${endpointId}#${pointer}`;
export const conceptKey = (conceptId: string): string => `concept:${conceptId}`;
