import type { JsonSchema } from '../types/json.js';

/** True when a value chosen for one parameter is valid for the other: same type, same closed set, same written form and bounds. */
export function schemasInterchange(left: JsonSchema, right: JsonSchema): boolean {
  return (
    String(left.type) === String(right.type) &&
    left.format === right.format &&
    left.pattern === right.pattern &&
    left.minimum === right.minimum &&
    left.maximum === right.maximum &&
    sameMembers(left.enum, right.enum)
  );
}

function sameMembers(left: readonly unknown[] | undefined, right: readonly unknown[] | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left.length === right.length && left.every((member) => right.includes(member));
}
