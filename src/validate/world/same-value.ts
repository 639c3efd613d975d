import type { JsonValue } from '../../types/json.js';
import { jsonEqual } from '../json-equal.js';

/** A number passed as text, yes and no as 1 and 0, or a letter's case, is no other value. */
export function sameValue(left: JsonValue, right: JsonValue): boolean {
  if (jsonEqual(left, right)) return true;
  if (typeof left === 'boolean' && typeof right === 'number') return Number(left) === right;
  if (typeof left === 'number' && typeof right === 'boolean') return left === Number(right);
  return (
    typeof left !== 'object' &&
    typeof right !== 'object' &&
    String(left).toLowerCase() === String(right).toLowerCase()
  );
}
