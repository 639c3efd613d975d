const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day as 2026-01-31 from the ways people write one; null for anything else. `today` dates what names no year. */
export function readDate(say: string, today: string): string | null {
  const iso = /\d{4}-\d{2}-\d{2}/.exec(say)?.[0];
  if (iso !== undefined) return iso;
  if (/\btoday\b|今日/i.test(say)) return today === '' ? null : today;
  if (/\btomorrow\b|明日/i.test(say)) return today === '' ? null : nextDay(today);
  const japanese = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日/.exec(say);
  if (japanese) return toDay(japanese[1], Number(japanese[2]), Number(japanese[3]), today);
  const month = 1 + months.findIndex((name) => new RegExp(`\\b${name}`, 'i').test(say));
  const day = /\b(\d{1,2})(?:st|nd|rd|th)?\b/.exec(say)?.[1];
  if (month === 0 || day === undefined) return null;
  return toDay(/\b\d{4}\b/.exec(say)?.[0], month, Number(day), today);
}

/** A time of day as 18:30; null for anything else. */
export function readTime(say: string): string | null {
  const japanese = /(\d{1,2})時(?:(\d{1,2})分|(半))?/.exec(say);
  if (japanese) return toTime(Number(japanese[1]), japanese[3] ? 30 : Number(japanese[2] ?? 0), '');
  const [, hour, minute, half = ''] =
    /^\D{0,12}(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?m?\.?\D*$/i.exec(say.trim()) ?? [];
  if (hour === undefined || (minute === undefined && half === ''))
    return /\bnoon\b/i.test(say) ? '12:00' : null;
  return toTime(Number(hour), Number(minute ?? 0), half.toLowerCase());
}

function toTime(hour: number, minute: number, half: string): string | null {
  const ofDay = half === '' ? hour : (hour % 12) + (half === 'p' ? 12 : 0);
  if (ofDay > 23 || minute > 59) return null;
  return `${String(ofDay).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** Today in the words of a system message: "Today is Monday, 2026-11-23"; empty where it does not say. */
export function readToday(system: string): string {
  return /\d{4}-\d{2}-\d{2}/.exec(system)?.[0] ?? '';
}

function toDay(year: string | undefined, month: number, day: number, today: string): string | null {
  if (month < 1 || month > 12 || day < 1 || day > 31 || (year === undefined && today === '')) return null;
  const inYear = `-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (year !== undefined) return year + inYear;
  const thisYear = today.slice(0, 4);
  // A day without a year is one that lies ahead.
  return inYear < today.slice(4) ? String(Number(thisYear) + 1) + inYear : thisYear + inYear;
}

function nextDay(today: string): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && isLeap ? 29 : (lengths[month - 1] ?? 31);
  if (day < length) return toDay(String(year), month, day + 1, today) ?? today;
  return month < 12 ? `${year}-${String(month + 1).padStart(2, '0')}-01` : `${year + 1}-01-01`;
}
