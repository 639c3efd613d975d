import type { Template } from '../language/data/template.js';
import { type CalendarDate, dayNumberOf, readDate, weekdayOf } from '../language/values/calendar-date.js';
import { fillText } from '../language/values/fill-text.js';
import { placesOf } from '../language/values/say-date.js';
import { inEnglish } from '../record-view/spell-number.js';
import type { Normalization } from '../types/provenance.js';
import type { ViewLanguage } from './conversation-view.js';
import type { SpokenForm } from './spoken-forms.js';

/** Days ahead up to which a date is said without its year, and by its weekday. */
const nearDays = { short: 366, week: 6 };

/** A date in the ways of the locale, relative to `now` where it is near; empty where the value is no date. */
export function dateForms(value: string, view: ViewLanguage, now: string): SpokenForm[] {
  const month = /^(\d{4})-(\d{2})$/.exec(value);
  if (month !== null) {
    const places = placesOf(
      { year: Number(month[1]), month: Number(month[2]), day: 1 },
      view.language.orthography,
    );
    return view.words.months.map((text) => form(fillText(text, places), { name: 'date' }));
  }
  return readings(value).flatMap(({ date, normalization }) =>
    Object.values(textsOf(date, view, now))
      .flat()
      .map((text) => form(text, normalization)),
  );
}

/** An ISO date and time together, or either alone. */
export function dateTimeForms(value: string, view: ViewLanguage, now: string): SpokenForm[] {
  const parts = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(
    value,
  );
  const date = parts === null ? null : readDate(parts[1] ?? '');
  if (parts === null || date === null) return [];
  const { dated, undated } = textsOf(date, view, now);
  const times = timeTexts(parts[2] ?? '', view);
  const together = view.words.dateTimes.concat([view.language.orthography.dateTime]);
  return [
    ...undated.flatMap((day) =>
      times.flatMap((time) =>
        together
          .map((text) => fillText(text, { date: day, time }))
          // Figures that run into each other are neither.
          .filter((text) => !/\d$/.test(day) || !/^\d/.test(time) || !text.includes(day + time))
          .map((text) => form(text, { name: 'date_time' })),
      ),
    ),
    ...[...dated, ...undated].map((text) => form(text, { name: 'date' })),
    ...times.map((text) => form(text, { name: 'time' })),
  ];
}

/** A time of day in twelve and twenty-four hours; empty where the value is none. */
export function timeForms(value: string, view: ViewLanguage): SpokenForm[] {
  const time = /^([01]\d|2[0-3]):[0-5]\d/.exec(value)?.[0];
  if (time === undefined || !/^\d\d:\d\d(:\d\d)?$/.test(value)) return [];
  return timeTexts(time, view).map((text) => form(text, { name: 'time' }));
}

type Reading = { readonly date: CalendarDate; readonly normalization: Normalization };

const patterns: readonly (readonly [shape: RegExp, pattern: string])[] = [
  [/^(?<day>\d{2})\.(?<month>\d{2})\.(?<year>\d{4})$/, 'DD.MM.YYYY'],
  [/^(?<day>\d{2})\/(?<month>\d{2})\/(?<year>\d{4})$/, 'DD/MM/YYYY'],
  [/^(?<month>\d{2})\/(?<day>\d{2})\/(?<year>\d{4})$/, 'MM/DD/YYYY'],
  [/^(?<day>\d{2})-(?<month>\d{2})-(?<year>\d{4})$/, 'DD-MM-YYYY'],
  [/^(?<month>\d{2})-(?<day>\d{2})-(?<year>\d{4})$/, 'MM-DD-YYYY'],
  [/^(?<year>\d{4})\/(?<month>\d{2})\/(?<day>\d{2})$/, 'YYYY/MM/DD'],
  [/^(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})$/, 'YYYYMMDD'],
];

/** The dates that a value may be, by the pattern that it is written in. */
function readings(value: string): Reading[] {
  const iso = /^\d{4}-\d{2}-\d{2}$/.test(value) ? readDate(value) : null;
  if (iso !== null) return [{ date: iso, normalization: { name: 'date' } }];
  return patterns.flatMap(([shape, pattern]) => {
    const parts = shape.exec(value)?.groups;
    const date = parts ? readDate(`${parts['year']}-${parts['month']}-${parts['day']}`) : null;
    return date === null ? [] : [{ date, normalization: { name: 'date' as const, options: { pattern } } }];
  });
}

/** The ways to write a day, with its weekday beside it and without. */
function textsOf(
  date: CalendarDate,
  { language, words }: ViewLanguage,
  now: string,
): { readonly dated: readonly string[]; readonly undated: readonly string[] } {
  const { orthography } = language;
  const weekday = orthography.weekdayNames[weekdayOf(date)] ?? '';
  const places = {
    ...placesOf(date, orthography),
    day_padded: pad(date.day),
    month_padded: pad(date.month),
    weekday_short: orthography.spaces ? weekday.slice(0, 3) : weekday.slice(0, 1),
  };
  const today = readDate(now.slice(0, 10));
  const ahead = today === null ? Number.NaN : dayNumberOf(date) - dayNumberOf(today);
  const fill = (texts: readonly Template[]): string[] => texts.map((text) => fillText(text, places));
  const named = [...fill(words.dates), ...fill([...orthography.dates.full.values()].flat())];
  const short =
    Math.abs(ahead) <= nearDays.short || Number.isNaN(ahead)
      ? fill([...orthography.dates.short.values()].flat())
      : [];
  const year = String(date.year);
  // A date far off is said with its year.
  const texts = [...named, ...short].filter(
    (text) => Math.abs(ahead) <= nearDays.short || text.includes(year),
  );
  const written = [
    `${year}-${pad(date.month)}-${pad(date.day)}`,
    `${year}/${pad(date.month)}/${pad(date.day)}`,
    `${date.month}/${date.day}`,
    `${date.month}/${date.day}/${year}`,
    ...(date.day > 12
      ? [`${date.day}/${date.month}/${year}`, `${pad(date.day)}.${pad(date.month)}.${year}`]
      : []),
  ];
  const near = [
    ...(isThisOrNextMonth(date, today) ? [...fill(words.nearDates), ...fill(orthography.dates.day)] : []),
    ...(ahead >= 0 && ahead <= nearDays.week
      ? [...fill(words.weekdays), ...fill(orthography.dates.week)]
      : []),
    ...(isNextWeek(date, ahead) ? fill(words.nextWeekdays) : []),
    ...(words.relativeDays.get(ahead) ?? []),
    ...(orthography.dates.relative.get(ahead) ?? []),
    ...(ahead > 1 && ahead < 60 ? words.daysAhead.map((text) => fillText(text, { count: ahead })) : []),
  ];
  const dated = texts.flatMap((text) =>
    words.datedWeekdays.map((template) => fillText(template, { ...places, date: text })),
  );
  const unique = (all: readonly string[]): string[] => [...new Set(all)].filter((text) => text !== '');
  return { dated: unique(dated), undated: unique([...texts, ...written, ...near]) };
}

/** Weeks begin on Monday: as far ahead as the day stands in the week, to six days more. */
function isNextWeek(date: CalendarDate, ahead: number): boolean {
  const place = (weekdayOf(date) + 6) % 7;
  return ahead > place && ahead <= place + 7;
}

/** The day of the month alone means one of these. */
function isThisOrNextMonth(date: CalendarDate, today: CalendarDate | null): boolean {
  if (today === null) return false;
  const months = (date.year - today.year) * 12 + date.month - today.month;
  return months === 0 || months === 1;
}

function timeTexts(time: string, { language, words }: ViewLanguage): string[] {
  const { times, halves } = language.orthography;
  const [hour, minute] = [Number(time.slice(0, 2)), time.slice(3)];
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const places = {
    time,
    hour,
    minute,
    minute_bare: Number(minute),
    hour_twelve: twelve,
    hour_word: inEnglish(twelve),
    next_hour: (twelve % 12) + 1,
    next_word: inEnglish((twelve % 12) + 1),
    hour_of_half: hour % 12,
    half: halves[hour < 12 ? 0 : 1] ?? '',
    half_dotted: words.halvesDotted[hour < 12 ? 0 : 1] ?? '',
  };
  const own = [...times].flatMap(([name, texts]) =>
    (name === 'hour' || name === 'whole') && minute !== '00' ? [] : texts,
  );
  const templates = [
    ...own,
    ...words.times,
    ...(hour % 12 === 0 ? [] : words.bareTimes),
    ...(minute === '00' ? words.wholeTimes : []),
    ...(minute === '00' && hour > 0 ? words.clockTimes : []),
    ...(minute === '30' && hour > 0 ? words.halfTimes : []),
    ...(minute === '15' && hour > 0 ? words.quarterPastTimes : []),
    ...(minute === '45' && hour > 0 ? words.quarterToTimes : []),
  ];
  const texts = templates.map((text) => fillText(text, places));
  return [...new Set([...texts, ...(words.namedTimes.get(time) ?? [])])];
}

function form(text: string, normalization: Normalization): SpokenForm {
  return { text, normalization, kind: 'text' };
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
