/** Deep equality of two JSON values; key order does not matter, `1` equals `1.0`. Both must be of bounded depth. */
export function jsonEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => jsonEqual(item, right[index]))
    );
  }
  if (Array.isArray(right)) return false;
  let members = 0;
  for (const key in left) {
    members += 1;
    if (!Object.hasOwn(right, key)) return false;
    if (!jsonEqual((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]))
      return false;
  }
  return members === Object.keys(right).length;
}
