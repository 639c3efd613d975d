import type { JsonValue } from '../../types/json.js';
import { spellDate } from './calendar.js';
import { meet } from './meet.js';
import { readDates } from './read-date.js';
import { readDateTimes, someDateTime } from './read-date-time.js';
import { readTimes } from './read-time.js';
import type { ReadingContext } from './reading-context.js';

export function agreeInDate(
  given: JsonValue,
  value: JsonValue,
  pattern: JsonValue | undefined,
  context: ReadingContext,
): boolean {
  const year = Number(/\d{4}/.exec(String(value))?.[0] ?? Number.NaN);
  const readings = readDates(
    String(given),
    context,
    isIsoDate(value) && !Number.isNaN(year) ? year : undefined,
  );
  if (typeof pattern === 'string') {
    const spelled = readings.map((date) => spellDate(date, pattern));
    return (
      spelled.includes(String(value)) ||
      (spelled.includes(String(given)) && meet(readings, readDates(String(value), context)))
    );
  }
  return meet(readings, readDates(String(value), context));
}

function isIsoDate(value: JsonValue): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value);
}

export function agreeInTime(
  given: JsonValue,
  value: JsonValue,
  pattern: JsonValue | undefined,
  context: ReadingContext,
): boolean {
  const readings = readTimes(String(given), context.facts);
  if (typeof pattern === 'string') {
    return readings.some((time) => spellDate(`2000-01-01T${time}:00`, pattern) === String(value));
  }
  return meet(readings, readTimes(String(value), context.facts));
}

export function agreeInDateTime(
  given: JsonValue,
  value: JsonValue,
  pattern: JsonValue | undefined,
  context: ReadingContext,
): boolean {
  const year = Number(/\d{4}/.exec(String(value))?.[0] ?? Number.NaN);
  const yearHint = Number.isNaN(year) ? undefined : year;
  if (typeof pattern === 'string') {
    const isSpelled = (each: string): boolean => spellDate(`${each}:00`, pattern) === String(value);
    return someDateTime(String(given), context, yearHint, isSpelled);
  }
  const wanted = readDateTimes(String(value), context);
  return wanted.length > 0 && someDateTime(String(given), context, yearHint, (each) => wanted.includes(each));
}
