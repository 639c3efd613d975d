import { segmentsOf } from '../json/json-pointer.js';
import type { JsonPointer, JsonValue } from '../types/json.js';

/** Arguments while they are put together. */
export type OpenArguments = { [name: string]: JsonValue };

/** Puts a value at its place, with the objects and lists on the way to it. A segment in digits below the first is an index. */
export function placeArgument(given: OpenArguments, place: JsonPointer, value: JsonValue): void {
  const [first = '', ...below] = segmentsOf(place);
  setOwn(given, first, placeBelow(Object.hasOwn(given, first) ? given[first] : undefined, below, value));
}

function placeBelow(
  known: JsonValue | undefined,
  [name, ...below]: readonly string[],
  value: JsonValue,
): JsonValue {
  if (name === undefined) return value;
  if (/^\d+$/.test(name)) {
    const members = Array.isArray(known) ? [...(known as readonly JsonValue[])] : [];
    members[Number(name)] = placeBelow(members[Number(name)], below, value);
    return members;
  }
  const object: OpenArguments =
    known !== undefined && typeof known === 'object' && known !== null && !Array.isArray(known)
      ? { ...(known as OpenArguments) }
      : {};
  setOwn(object, name, placeBelow(Object.hasOwn(object, name) ? object[name] : undefined, below, value));
  return object;
}

/** Sets a property of any name, `__proto__` included, which a plain assignment would take for something else. */
function setOwn(target: OpenArguments, name: string, value: JsonValue): void {
  if (name === '__proto__')
    Object.defineProperty(target, name, { value, enumerable: true, writable: true, configurable: true });
  else target[name] = value;
}
