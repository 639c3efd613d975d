/** Ways in which a variant differs from its base record, in the order in which variants follow it. */
export const twinKinds = [
  'parameter_withheld',
  'function_missing',
  'irrelevant_request',
  'error_injected',
  'distractor_instead',
  'user_correction',
] as const;
export type TwinKind = (typeof twinKinds)[number];

/** The one declared way in which a variant differs, `metadata.twin_difference`. Names are call names. */
export type TwinDifference =
  /** The user says the value of a parameter of this tool only when asked. */
  | { readonly kind: 'parameter_withheld'; readonly tool: string; readonly parameter: string }
  /** A tool that the base calls is not offered. */
  | { readonly kind: 'function_missing'; readonly tool: string }
  /** The same tools, and a request that none of them serves. */
  | { readonly kind: 'irrelevant_request' }
  /** A call of this tool fails. */
  | { readonly kind: 'error_injected'; readonly tool: string; readonly error: string }
  /** A tool that the base calls is not offered; in its place stands another that does not do its work. */
  | { readonly kind: 'distractor_instead'; readonly tool: string; readonly distractor: string }
  /** The user puts right what they first said for a parameter of this tool. */
  | { readonly kind: 'user_correction'; readonly tool: string; readonly parameter: string };

/** Letters, digits and `_` after the `~` of a variant's id. */
export const twinLabels: { readonly [kind in TwinKind]: string } = {
  parameter_withheld: 'withheld',
  function_missing: 'missing',
  irrelevant_request: 'irrelevant',
  error_injected: 'error',
  distractor_instead: 'distractor',
  user_correction: 'corrected',
};
