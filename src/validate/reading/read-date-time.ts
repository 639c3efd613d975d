import { readDates } from './read-date.js';
import { readTimes } from './read-time.js';
import type { ReadingContext } from './reading-context.js';

/** All `2026-04-11T19:30` that a text may mean: a date and a time in either order. */
export function readDateTimes(text: string, context: ReadingContext, yearHint?: number): string[] {
  const readings = new Set<string>();
  someDateTime(text, context, yearHint, (reading) => {
    readings.add(reading);
    return false;
  });
  return [...readings];
}

/** Whether one of those that a text may mean is wanted; looks for no more once one is. */
export function someDateTime(
  text: string,
  context: ReadingContext,
  yearHint: number | undefined,
  isWanted: (reading: string) => boolean,
): boolean {
  const iso = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)?$/.exec(
    text.trim(),
  );
  if (iso !== null) return isWanted(`${iso[1]}T${iso[2]}`);
  if (text.length > 60) return false;
  for (let index = 1; index < text.length; index += 1) {
    // Latin letters and digits that touch are one word, and no word is date and time.
    if (isLatinPart(text.charCodeAt(index - 1)) && isLatinPart(text.charCodeAt(index))) continue;
    // What parts the two is left out of both: parted behind it they read as before it.
    if (index > 1 && /[\s,、の]/.test(text.charAt(index - 1))) continue;
    const left = text.slice(0, index);
    const right = text.slice(index).replace(/^[\s,、の]+(?:at )?/, '');
    if (right === '') continue;
    if (
      someOfParts(left, right, context, yearHint, isWanted) ||
      someOfParts(right, left, context, yearHint, isWanted)
    )
      return true;
  }
  return false;
}

function someOfParts(
  date: string,
  time: string,
  context: ReadingContext,
  yearHint: number | undefined,
  isWanted: (reading: string) => boolean,
): boolean {
  const times = readTimes(time.replace(/[\s,、の]+$/, ''), context.facts);
  if (times.length === 0) return false;
  return readDates(date.replace(/[\s,、の]+(?:at)?$/, ''), context, yearHint).some((day) =>
    times.some((clock) => isWanted(`${day}T${clock}`)),
  );
}

function isLatinPart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}
