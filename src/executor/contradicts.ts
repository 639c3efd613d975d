import type { JsonObject, JsonValue } from '../types/json.js';
import { agree } from './agree.js';
import type { Instance } from './instance.js';
import type { World } from './world.js';

/** What an answer showed of an instance under one path. */
export type Showing = { readonly text: string; readonly epoch: number; readonly given: JsonObject };

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
  if (instance.facts.has('#told')) return false;
  const text = textOf(value);
  if (text === undefined) return false;
  const { shown } = instance.base ?? instance;
  const before = shown.get(path);
  if (before === undefined || before.epoch !== world.epoch || !agree(before.given, given)) {
    shown.set(path, { text, epoch: world.epoch, given });
    return false;
  }
  return before.text !== text;
}

/** Numbers as their digits, in lower case; undefined for what holds objects. */
function textOf(value: JsonValue): string | undefined {
  if (Array.isArray(value)) {
    const items = value as readonly JsonValue[];
    return items.some((item) => typeof item === 'object') ? undefined : JSON.stringify(items).toLowerCase();
  }
  return typeof value === 'object' ? undefined : String(value).toLowerCase();
}
