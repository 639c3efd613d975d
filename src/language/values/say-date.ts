import type { Random } from '../../random/random.js';
import type { Normalization } from '../../types/provenance.js';
import type { DateForms, Orthography } from '../data/language-data.js';
import type { Template } from '../data/template.js';
import type { Speech } from '../speech.js';
import { type CalendarDate, dayNumberOf, readDate, weekdayOf } from './calendar-date.js';
import { fillText } from './fill-text.js';
import type { SaidValue } from './say-value.js';

/** Days ahead up to which a date needs no year. */
const nearDays = 240;
/** Chances that a day is said as people say it among themselves, where it is near enough. */
const chances = { relative: 0.5, week: 0.35, day: 0.25, short: 0.7 };

/** A date as people write it: with its year, without, as a weekday or as tomorrow. Null where the value is no date. */
export function sayDate(value: string, speech: Speech, random: Random): SaidValue | null {
  const date = readDate(value);
  if (!date) return null;
  const normalization: Normalization = value.includes('.')
    ? { name: 'date', options: { pattern: 'DD.MM.YYYY' } }
    : { name: 'date' };
  const { text, said } = sayDay(date, speech, random);
  return { text, said, normalization };
}

function sayDay(date: CalendarDate, speech: Speech, random: Random): SaidValue {
  const { orthography } = speech.language;
  const { dates } = orthography;
  const today = speech.now === null ? null : readDate(speech.now.slice(0, 10));
  const ahead = today ? dayNumberOf(date) - dayNumberOf(today) : -1;
  const places = placesOf(date, orthography);
  const casual = speech.isCasual && ahead >= 0 ? sayCasually(ahead, dates, places, random) : null;
  if (casual) return casual;
  const isNear = ahead > 0 && ahead < nearDays && random.chance(chances.short);
  const texts = byRegister(isNear ? dates.short : dates.full, speech.register);
  return { text: fillText(random.pick(texts), places), said: 'plain' };
}

function sayCasually(
  ahead: number,
  dates: DateForms,
  places: { readonly [place: string]: string | number },
  random: Random,
): SaidValue | null {
  const words = dates.relative.get(ahead);
  if (words && random.chance(chances.relative)) return { text: random.pick(words), said: 'relative' };
  if (ahead > 1 && ahead < 7 && random.chance(chances.week))
    return { text: fillText(random.pick(dates.week), places), said: 'weekday' };
  if (ahead > 0 && ahead < 28 && random.chance(chances.day))
    return { text: fillText(random.pick(dates.day), places), said: 'day' };
  return null;
}

/** A date with its year, whatever the day: for what must be clear. */
export function sayFullDate(date: CalendarDate, { language, register }: Speech, random: Random): string {
  const { orthography } = language;
  return fillText(random.pick(byRegister(orthography.dates.full, register)), placesOf(date, orthography));
}

/** Parts of a date as the locale's texts name them. */
export function placesOf(
  date: CalendarDate,
  { monthNames, monthShorts, weekdayNames }: Orthography,
): { readonly [place: string]: string | number } {
  return {
    year: date.year,
    month: date.month,
    day: date.day,
    month_name: monthNames[date.month - 1] ?? '',
    month_short: monthShorts[date.month - 1] ?? '',
    day_ordinal: `${date.day}${endingOf(date.day)}`,
    weekday: weekdayNames[weekdayOf(date)] ?? '',
  };
}

export function byRegister(
  forms: ReadonlyMap<string, readonly Template[]>,
  register: string,
): readonly Template[] {
  return forms.get(register) ?? forms.get('any') ?? [];
}

/** Of a number in figures, for locales that write `11th`. */
function endingOf(day: number): string {
  if (day > 10 && day < 14) return 'th';
  return ['th', 'st', 'nd', 'rd'][day % 10] ?? 'th';
}
