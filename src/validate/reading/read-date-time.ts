import { readDates } from './read-date.js';
import { readTimes } from './read-time.js';
import type { ReadingContext } from './reading-context.js';

/** All `2026-04-11T19:30` that a text may mean: a date and a time in either order. */
export function readDateTimes(text: string, context: ReadingContext, yearHint?: number): string[] {
  const iso = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)?$/.exec(
    text.trim(),
  );
  if (iso !== null) return [`${iso[1]}T${iso[2]}`];
  if (text.length > 60) return [];
  const readings = new Set<string>();
  for (let index = 1; index < text.length; index += 1) {
    // Latin letters and digits that touch are one word, and no word is date and time.
    if (isLatinPart(text.charCodeAt(index - 1)) && isLatinPart(text.charCodeAt(index))) continue;
    const [left, right] = [text.slice(0, index), text.slice(index).replace(/^[\s,、の]+(?:at )?/, '')];
    if (right === '') continue;
    for (const [date, time] of [
      [left, right],
      [right, left],
    ] as const) {
      const times = readTimes(time.replace(/[\s,、の]+$/, ''), context.facts);
      if (times.length === 0) continue;
      for (const day of readDates(date.replace(/[\s,、の]+(?:at)?$/, ''), context, yearHint)) {
        for (const clock of times) readings.add(`${day}T${clock}`);
      }
    }
  }
  return [...readings];
}

function isLatinPart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}
