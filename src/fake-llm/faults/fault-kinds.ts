/** What goes wrong on the way: a further try of the same call may well succeed. */
export const transportFaults = [
  'rate_limit',
  'overloaded',
  'server_error',
  'reset',
  'slow_body',
  'cut_body',
  'truncated_json',
  'html',
  'wrong_model',
] as const;

/** What goes wrong in the model: each try of the same call says the same. */
export const modelFaults = ['bad_input', 'refusal', 'max_tokens'] as const;

export const faultKinds = [...transportFaults, ...modelFaults] as const;

export type TransportFault = (typeof transportFaults)[number];
export type ModelFault = (typeof modelFaults)[number];
export type FaultKind = TransportFault | ModelFault;

export function isModelFault(kind: FaultKind): kind is ModelFault {
  return (modelFaults as readonly string[]).includes(kind);
}
