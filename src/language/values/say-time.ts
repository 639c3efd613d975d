import type { Random } from '../../random/random.js';
import type { Speech } from '../speech.js';
import { readDate } from './calendar-date.js';
import { fillText } from './fill-text.js';
import { byRegister, sayFullDate } from './say-date.js';
import type { SaidValue } from './say-value.js';

/** `19:30` as people write it; null where the value is no time of day. */
export function sayTime(value: string, speech: Speech, random: Random): SaidValue | null {
  if (value.length !== 5 || !/^([01]\d|2[0-3]):[0-5]\d$/.test(value)) return null;
  const { times, halves } = speech.language.orthography;
  const hour = Number(value.slice(0, 2));
  const minute = value.slice(3);
  const texts = byRegister(times, speech.register);
  const onTheHour = minute === '00' ? (times.get('whole') ?? texts) : texts;
  const short = minute === '00' ? times.get('hour') : undefined;
  const whole = short && random.chance(0.6) ? short : undefined;
  const text = fillText(random.pick(whole ?? onTheHour), {
    time: value,
    hour,
    hour_twelve: hour % 12 === 0 ? 12 : hour % 12,
    hour_of_half: hour % 12,
    minute,
    half: halves[hour < 12 ? 0 : 1] ?? '',
  });
  return text === value ? { text, said: 'plain' } : { text, said: 'plain', normalization: { name: 'time' } };
}

/** An ISO date and time, to the minute, as people write it; null where the value is none. */
export function sayDateTime(value: string, speech: Speech, random: Random): SaidValue | null {
  if (value.length < 16 || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:00)?Z?$/.test(value)) return null;
  const date = readDate(value.slice(0, 10));
  const time = sayTime(value.slice(11, 16), speech, random);
  if (!date || !time) return null;
  const { dateTime } = speech.language.orthography;
  const text = fillText(dateTime, { date: sayFullDate(date, speech, random), time: time.text });
  return { text, said: 'plain', normalization: { name: 'date_time' } };
}
