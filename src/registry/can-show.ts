import type { Parameter, ResponseField } from '../types/tool-registry.js';

/**
 * Whether a field can show what a parameter says: the `reason` for which a fine is waived is not the one for which it is due,
 * as their members tell.
 */
export function canShow(
  { schema: { enum: shown } }: ResponseField,
  { schema: { enum: said } }: Parameter,
): boolean {
  return shown === undefined || said?.every((member) => shown.includes(member)) === true;
}
