import type { JsonValue } from '../types/json.js';
import { addDays, toIsoDate, toMilliseconds } from '../values/calendar.js';
import type { Instance } from './instance.js';

/** A drawn date moved to where its instance lies: what is over before now, members of a list one after the other. */
export function placeInSequence(value: JsonValue, instance: Instance, now: string): JsonValue {
  if (typeof value !== 'string' || !isDated.test(value)) return value;
  const dated = isOver(instance) ? shiftToPast(value, now) : value;
  return instance.position === null ? dated : consecutive(dated, instance, now);
}

const isDated = /^\d{4}-\d{2}-\d{2}/;

/** Dates of a list's members follow each other: forecast days by one, reviews back in time by a few. */
function consecutive(value: string, { position, parent }: Instance, now: string): string {
  if (position === null) return value;
  const start = [...(parent?.facts ?? [])].find(
    ([name, fact]) =>
      /(^|_)(date|start|from|day)/.test(name) && typeof fact === 'string' && isDated.test(fact),
  )?.[1];
  // A list about the past goes back in time.
  const past = value.slice(0, 10) < now.slice(0, 10) && typeof start !== 'string';
  const first = typeof start === 'string' ? toMilliseconds(start.slice(0, 10)) : addDays(now, past ? -1 : 1);
  const step = past ? -Math.abs(position.stepDays) : Math.abs(position.stepDays);
  return toIsoDate(first + position.index * step * 86_400_000) + value.slice(10);
}

/** True where a filter or write says that the thing lies behind: its dates do too. */
function isOver({ facts }: Instance): boolean {
  return [...facts].some(
    ([name, value]) =>
      /(^|_)status$/.test(name) &&
      /complet|finish|past|deliver|return|expired|used|held|done/i.test(String(value)),
  );
}

/** All dates of the next 84 days moved by the same 90 days, so that their order stays. */
function shiftToPast(value: string, now: string): string {
  if (value.slice(0, 10) <= now.slice(0, 10)) return value;
  return toIsoDate(addDays(value.slice(0, 10), -90)) + value.slice(10);
}
