import { isIdName } from './is-id-name.js';
import type { JsonLeaf } from './json-leaves.js';
import type { CallView } from './record-view.js';

/** A scalar of a result that an answer can cite: no id, URL, boolean, null or empty one, at most 80 characters. */
export function isCitable(leaf: JsonLeaf): boolean {
  const { value } = leaf;
  if (value === null || typeof value === 'boolean' || isIdName(leaf.name)) return false;
  if (typeof value === 'number') return Number.isFinite(value);
  return value.trim() !== '' && value.length <= 80 && !/^(?:[a-z][a-z0-9+.-]*:\/\/|www\.)/i.test(value);
}

/** The citable scalars of a call's result; none where it failed. */
export function citableLeaves(call: CallView): readonly JsonLeaf[] {
  return call.errorType === null ? call.outputLeaves.filter(isCitable) : [];
}
