import { matchesOf } from '../pointer.js';
import type { CallView } from '../record-view.js';

/** A successful call whose answer holds nothing of its own: null, an empty list, or no member of its list. */
export function isEmpty(call: CallView): boolean {
  if (!call.succeeded) return false;
  const at = call.semantics?.objects[0]?.at ?? '';
  if (call.output === null || (Array.isArray(call.output) && call.output.length === 0)) return true;
  return at.includes('*') ? matchesOf(call.output, at).length === 0 : false;
}
