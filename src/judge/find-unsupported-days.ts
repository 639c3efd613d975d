import type { RecordView } from '../record-view/record-view.js';

const dayMs = 86_400_000;

/**
 * Days in assistants' texts, month and day together, that nothing before shows: no text, no argument and no result. Where the
 * user spoke of days from today on ("on Friday"), those of the next four weeks are let pass.
 */
export function findUnsupportedDays(view: RecordView): string[] {
  const known = new Set<string>(view.now === null ? [] : daysIn(view.now));
  const unsupported = new Set<string>();
  let isRelative = false;
  for (const { role, normalized, calls } of view.messages) {
    const days = daysIn(normalized);
    if (role === 'assistant') for (const day of days) if (!known.has(day)) unsupported.add(day);
    for (const day of days) known.add(day);
    for (const { leaves } of calls)
      for (const { value } of leaves) for (const day of daysIn(String(value))) known.add(day);
    if (role !== 'user' || isRelative || view.now === null || !relativeDay.test(normalized)) continue;
    isRelative = true;
    for (const day of daysFrom(view.now, 28)) known.add(day);
  }
  return [...unsupported];
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const monthWords =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const patterns: readonly { readonly pattern: RegExp; readonly month: number; readonly day: number }[] = [
  { pattern: /(?<!\d)\d{4}[-/](\d{1,2})[-/](\d{1,2})(?!\d)/g, month: 1, day: 2 },
  { pattern: /(?<!\d)(\d{1,2})[./](\d{1,2})[./]\d{4}(?!\d)/g, month: 1, day: 2 },
  { pattern: /(?<!\d)(\d{1,2})[./](\d{1,2})[./]\d{4}(?!\d)/g, month: 2, day: 1 },
  { pattern: /(?<!\d)\d{4}(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)/g, month: 1, day: 2 },
  { pattern: /(?<!\d)(\d{1,2})月(\d{1,2})日/g, month: 1, day: 2 },
  {
    pattern: new RegExp(`\\b${monthWords}\\.? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?\\b`, 'g'),
    month: 1,
    day: 2,
  },
  { pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${monthWords}\\b`, 'g'), month: 2, day: 1 },
];
const relativeDay =
  /\b(?:today|tonight|tomorrow|yesterday|day|days|week|weekend|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b|\bthe \d{1,2}(?:st|nd|rd|th)\b|[今明来先昨本][日週月]|曜|あした|あさって|(?<!月)\d{1,2}日/;

/** Days of a text as `month-day`; where day and month can be told apart only by order, both readings. */
function daysIn(text: string): string[] {
  if (!/\d/.test(text)) return [];
  return patterns.flatMap(({ pattern, month, day }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const named = match[month] ?? '';
      const number = /^\d/.test(named) ? Number(named) : months.indexOf(named.slice(0, 3)) + 1;
      return number >= 1 && number <= 12 ? [`${number}-${Number(match[day])}`] : [];
    }),
  );
}

function daysFrom(now: string, count: number): string[] {
  const today = Date.parse(`${now.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(today)) return [];
  return [...Array(count).keys()].map((offset) => {
    const day = new Date(today + offset * dayMs);
    return `${day.getUTCMonth() + 1}-${day.getUTCDate()}`;
  });
}
