import type { JsonObject, JsonValue } from '../types/json.js';
import { agree } from './agree.js';
import { type Instance, seenAt } from './instance.js';
import type { World } from './world.js';

/**
 * True where an earlier answer showed another value of the instance there, nothing was written since and no argument tells
 * the two apart: the declared kinds of the two answers do not meet, a list of texts here and one text there. Remembers the first.
 */
export function contradicts(
  instance: Instance,
  path: string,
  value: JsonValue,
  given: JsonObject,
  world: World,
): boolean {
  if (holdsObjects(value) || (instance.facts.size > 0 && instance.facts.has('#told'))) return false;
  const seen = seenAt(instance.base ?? instance, path);
  const { value: before } = seen;
  if (
    before === undefined ||
    seen.epoch !== world.epoch ||
    seen.given === null ||
    !agree(seen.given, given)
  ) {
    seen.value = value;
    seen.epoch = world.epoch;
    seen.given = given;
    return false;
  }
  return before !== value && textOf(before) !== textOf(value);
}

function holdsObjects(value: JsonValue): boolean {
  if (!Array.isArray(value)) return typeof value === 'object';
  return (value as readonly JsonValue[]).some((item) => typeof item === 'object');
}

/** Numbers as their digits, in lower case. */
function textOf(value: JsonValue): string {
  return (Array.isArray(value) ? JSON.stringify(value) : String(value)).toLowerCase();
}
