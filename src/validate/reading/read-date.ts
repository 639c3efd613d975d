import { addMonths, dayNumber, dayNumberOf, isoDate, weekdayOf } from './calendar.js';
import { foldText } from './fold-text.js';
import { readNumbers } from './read-number.js';
import type { ReadingContext } from './reading-context.js';

/**
 * All ISO dates (`2026-04-11`), or months (`2026-04`), that a text may mean as a whole, seen from `now`. A date without a
 * year is the next such day or the one of this year; `yearHint` adds another year to try.
 */
export function readDates(text: string, context: ReadingContext, yearHint?: number): string[] {
  if (text.length === 10 && /^\d{4}-\d\d-\d\d$/.test(text))
    return dayNumber(text) === null || dayNumber(context.now) === null ? [] : [text];
  const today = dayNumber(context.now);
  if (today === null || text.length > 60) return [];
  const { text: bare, weekday } = stripWeekday(cleanDate(text), context);
  const absolute = [...readNumeric(bare, today, yearHint), ...readNamed(bare, today, context, yearHint)];
  // "Saturday, April 11" is no date where the 11th is no Saturday.
  if (absolute.length > 0) {
    return absolute.filter((date) => weekday === null || weekdayOf(dayNumber(date) ?? 0) === weekday);
  }
  return readRelative(cleanDate(text), today, context).map(isoDate);
}

function cleanDate(text: string): string {
  const bare = foldText(text)
    .replace(/[.,、。]+$/, '')
    .replace(/^(?:on|by|from|until|till|since|for|starting|the date of) /, '');
  // Folded, a text holds no other white space but plain single ones and the rarest.
  return /[,\u1680\u2000-\u200a\u2028\u2029\u205f\ufeff]/.test(bare)
    ? bare.replace(/,/g, ' ').replace(/\s+/g, ' ').trim()
    : bare.trim();
}

/** Takes a weekday off a text that holds more than it. */
function stripWeekday(
  text: string,
  { facts }: ReadingContext,
): { readonly text: string; readonly weekday: number | null } {
  const bracketed = text.endsWith(')') ? /^(.*\d日?) ?\(([日月火水木金土])(?:曜日?)?\)$/.exec(text) : null;
  if (bracketed !== null) {
    return { text: bracketed[1] ?? '', weekday: '日月火水木金土'.indexOf(bracketed[2] ?? '') };
  }
  const words = text.split(' ');
  const first = facts.weekdays.get((words[0] ?? '').replace('.', ''));
  if (first !== undefined && words.length > 1) return { text: words.slice(1).join(' '), weekday: first };
  const last = facts.weekdays.get(words.at(-1) ?? '');
  if (last !== undefined && words.length > 2) return { text: words.slice(0, -1).join(' '), weekday: last };
  return { text, weekday: null };
}

function readNumeric(text: string, today: number, yearHint?: number): string[] {
  const first = text.charCodeAt(0);
  return first >= 0x30 && first <= 0x39 ? readDigits(text, today, yearHint) : [];
}

function readDigits(text: string, today: number, yearHint?: number): string[] {
  const full =
    /^(\d{4})(?:[-/.]|年 ?)(\d{1,2})(?:[-/.]|月 ?)(\d{1,2})日?(?:[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?$/.exec(
      text,
    );
  if (full !== null) return isoOf(Number(full[1]), Number(full[2]), Number(full[3]));
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (compact !== null) return isoOf(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const month = /^(\d{4})(?:-|年 ?)(\d{1,2})月?$/.exec(text);
  if (month !== null) return [`${month[1]}-${(month[2] ?? '').padStart(2, '0')}`];
  const japanese = /^(\d{1,2})月 ?(\d{1,2})日$/.exec(text);
  if (japanese !== null) return withYear(Number(japanese[1]), Number(japanese[2]), today, yearHint);
  const slashed = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?\.?$/.exec(text);
  if (slashed === null) return [];
  const [first, second] = [Number(slashed[1]), Number(slashed[2])];
  if (slashed[3] === undefined)
    return [...withYear(first, second, today, yearHint), ...withYear(second, first, today, yearHint)];
  const year = Number(slashed[3].length === 2 ? `20${slashed[3]}` : slashed[3]);
  return [...isoOf(year, first, second), ...isoOf(year, second, first)];
}

/** `april 11 2026`, `11th of april`, `apr 11`, `april 2026`. */
function readNamed(text: string, today: number, { facts }: ReadingContext, yearHint?: number): string[] {
  const words = text.split(' ').filter((word) => word !== 'the' && word !== 'of');
  const monthIndex = words.findIndex((word) => facts.months.has(word.replace('.', '')));
  const month = facts.months.get((words[monthIndex] ?? '').replace('.', ''));
  if (month === undefined || words.length > 3) return [];
  const others = words.filter((_, index) => index !== monthIndex);
  const year = others.find((word) => /^\d{4}$/.test(word));
  const dayWord = others.find((word) => word !== year);
  if (dayWord === undefined) return year === undefined ? [] : [`${year}-${String(month).padStart(2, '0')}`];
  const day = /^\d{1,2}(?:st|nd|rd|th)?$/.test(dayWord)
    ? Number.parseInt(dayWord, 10)
    : facts.ordinals.get(dayWord);
  if (day === undefined || others.length > (year === undefined ? 1 : 2)) return [];
  return year === undefined ? withYear(month, day, today, yearHint) : isoOf(Number(year), month, day);
}

function readRelative(text: string, today: number, context: ReadingContext): number[] {
  const { facts } = context;
  const relative = facts.relativeDays.get(text) ?? facts.relativeDays.get(text.replace(/^the /, ''));
  if (relative !== undefined) return [today + relative];
  const dayOnly = /^(?:the )?(\d{1,2})(?:st|nd|rd|th|日)$/.exec(text);
  if (dayOnly !== null) return dayOfMonth(Number(dayOnly[1]), today);
  const ordinal = facts.ordinals.get(text.replace(/^the /, ''));
  if (ordinal !== undefined && text.startsWith('the ')) return dayOfMonth(ordinal, today);
  return [...readWeekday(text, today, context), ...readSpan(text, today, context)];
}

function readWeekday(text: string, today: number, { facts }: ReadingContext): number[] {
  const match = /^(this coming |this |next |coming |the coming |今週の?|来週の?|次の|今度の)?(.+)$/.exec(
    text,
  );
  const weekday = facts.weekdays.get(match?.[2] ?? '');
  if (match === null || weekday === undefined) return [];
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  const prefix = (match[1] ?? '').trim();
  if (prefix === 'next') return ahead === 0 ? [today + 7] : [today + ahead, today + ahead + 7];
  if (prefix.startsWith('来週')) {
    const monday = today - ((weekdayOf(today) + 6) % 7) + 7;
    return [monday + ((weekday + 6) % 7), today - weekdayOf(today) + 7 + weekday];
  }
  return ahead === 0 ? [today, today + 7] : [today + ahead];
}

/** `in 3 days`, `two weeks from now`, `3日後`, `next week`, `this weekend`, `next month`. */
function readSpan(text: string, today: number, { facts }: ReadingContext): number[] {
  const fixed = fixedSpans.get(text);
  if (fixed !== undefined) return fixed(today);
  const english = /^(?:in )?(.+?) (day|night|week|month)s?(?: from (?:now|today)| later)?$/.exec(text);
  const japanese = /^(.+?)(日|週間|か月|ヶ月)後$/.exec(text);
  const count = english?.[1] ?? japanese?.[1];
  const unit = english?.[2] ?? japanese?.[2] ?? '';
  if (count === undefined || (english !== null && !/^in | from | later$/.test(text))) return [];
  const numbers = /^an?$/.test(count) ? [1] : readNumbers(count, facts);
  return numbers
    .filter((number) => Number.isInteger(number) && Math.abs(number) < 4000)
    .map((number) => {
      if (unit === 'month' || unit === 'か月' || unit === 'ヶ月') return addMonths(today, number);
      return today + number * (unit === 'week' || unit === '週間' ? 7 : 1);
    });
}

const weekend = (today: number): number[] => [saturdayFrom(today), saturdayFrom(today) + 1];
const nextWeek = (today: number): number[] => [today + 7, today - ((weekdayOf(today) + 6) % 7) + 7];
const nextMonth = (today: number): number[] => [addMonths(today, 1), firstOfNextMonth(today)];
const endOfMonth = (today: number): number[] => [firstOfNextMonth(today) - 1];

const fixedSpans: ReadonlyMap<string, (today: number) => number[]> = new Map([
  ['this weekend', weekend],
  ['the weekend', weekend],
  ['今週末', weekend],
  ['next weekend', (today) => [saturdayFrom(today), saturdayFrom(today) + 7]],
  ['来週末', (today) => [saturdayFrom(today) + 7]],
  ['next week', nextWeek],
  ['来週', nextWeek],
  ['next month', nextMonth],
  ['来月', nextMonth],
  ['the end of the month', endOfMonth],
  ['月末', endOfMonth],
]);

function saturdayFrom(today: number): number {
  return today + ((6 - weekdayOf(today) + 7) % 7);
}

function firstOfNextMonth(today: number): number {
  return addMonths(today, 1) - Number(isoDate(addMonths(today, 1)).slice(8)) + 1;
}

function dayOfMonth(day: number, today: number): number[] {
  const [year = 0, month = 0] = isoDate(today).split('-').map(Number);
  const next = month === 12 ? dayNumberOf(year + 1, 1, day) : dayNumberOf(year, month + 1, day);
  return [dayNumberOf(year, month, day), next].filter((days) => days !== null);
}

function withYear(month: number, day: number, today: number, yearHint?: number): string[] {
  const year = Number(isoDate(today).slice(0, 4));
  const thisYear = dayNumberOf(year, month, day);
  const years = [
    year,
    ...(thisYear !== null && thisYear >= today ? [] : [year + 1]),
    ...(yearHint === undefined ? [] : [yearHint]),
  ];
  return [...new Set(years.flatMap((each) => isoOf(each, month, day)))];
}

function isoOf(year: number, month: number, day: number): string[] {
  const days = dayNumberOf(year, month, day);
  return days === null ? [] : [isoDate(days)];
}
