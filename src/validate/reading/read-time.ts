import type { FactData } from '../facts/fact-data.js';
import { foldText } from './fold-text.js';
import { readNumbers } from './read-number.js';
import { rememberReading } from './remember-reading.js';

/** All times of day, `19:30`, that a text may mean as a whole. `7:30` alone may be morning or evening. */
export const readTimes = rememberReading(readAsTimes);

function readAsTimes(text: string, facts: FactData): readonly string[] {
  if (text.length > 60) return [];
  const folded = foldText(text)
    .replace(/^(?:at|around|about|by|from|until|till) /, '')
    .replace(/[,。]$/, '')
    .replace(/([ap])\. ?m\.?$/, '$1m');
  const iso = /^\d{4}-\d\d-\d\d[t ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?$/.exec(folded);
  if (iso !== null) return clock(Number(iso[1]), Number(iso[2]));
  if (/^(?:noon|midday|12 noon|正午)$/.test(folded)) return ['12:00'];
  if (/^(?:midnight|深夜0時)$/.test(folded)) return ['00:00'];
  return readJapanese(folded) ?? readEnglish(folded, facts);
}

function readEnglish(text: string, facts: FactData): string[] {
  const parts = /^(.*?)(?: ?(am|pm|o'clock)| in the (morning|afternoon|evening)| at (night))?$/.exec(text);
  const half = parts?.[2] ?? parts?.[3] ?? parts?.[4] ?? '';
  const digits = /^(\d{1,2})(?:[:.h](\d\d))?(?::\d\d(?:\.\d+)?(?:z|[+-]\d\d:\d\d)?)?$/.exec(parts?.[1] ?? '');
  if (digits !== null)
    return halves(Number(digits[1]), Number(digits[2] ?? 0), half, digits[1]?.startsWith('0') ?? false);
  const past = /^(half past|quarter past|a quarter past|quarter to|a quarter to) (.+)$/.exec(
    parts?.[1] ?? '',
  );
  const [hour] = readNumbers(past?.[2] ?? parts?.[1] ?? '', facts);
  if (hour === undefined || !Number.isInteger(hour) || hour < 1 || hour > 12) return [];
  if (past === null) return halves(hour, 0, half, false);
  const phrase = past[1] ?? '';
  if (phrase.startsWith('half')) return halves(hour, 30, half, false);
  return phrase.endsWith('past')
    ? halves(hour, 15, half, false)
    : halves(hour === 1 ? 12 : hour - 1, 45, half, false);
}

function readJapanese(text: string): string[] | null {
  const match = /^(午前|午後|朝|昼|夕方|夜)?の?(\d{1,2})時(?:(\d{1,2})分|(半))?(?:ちょうど|頃|ごろ)?$/.exec(
    text,
  );
  if (match === null) return null;
  const half =
    { 午前: 'am', 朝: 'morning', 午後: 'pm', 昼: 'pm', 夕方: 'pm', 夜: 'pm' }[match[1] ?? ''] ?? '';
  return halves(Number(match[2]), match[4] === undefined ? Number(match[3] ?? 0) : 30, half, false);
}

function halves(hour: number, minute: number, half: string, isTwentyFourHours: boolean): string[] {
  if (half === 'am' || half === 'morning') return clock(hour === 12 ? 0 : hour, minute);
  if (half === 'pm' || half === 'afternoon' || half === 'evening' || half === 'night')
    return clock(hour < 12 ? hour + 12 : hour, minute);
  return hour >= 1 && hour < 12 && !isTwentyFourHours
    ? [...clock(hour, minute), ...clock(hour + 12, minute)]
    : clock(hour, minute);
}

function clock(hour: number, minute: number): string[] {
  if (hour > 24 || minute > 59) return [];
  return [`${String(hour % 24).padStart(2, '0')}:${String(minute).padStart(2, '0')}`];
}
