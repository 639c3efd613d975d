/** Days since 1970-01-01 of an ISO date (`2026-04-09`, or the start of an ISO date-time); null where it is no date. */
export function dayNumber(iso: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:$|[T ])/.exec(iso);
  if (match === null) return null;
  return dayNumberOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Null where the calendar has no such day. */
export function dayNumberOf(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || year < 1000 || year > 9999) return null;
  const time = Date.UTC(year, month - 1, day);
  return new Date(time).getUTCDate() === day ? time / 86_400_000 : null;
}

export function isoDate(days: number): string {
  const date = new Date(days * 86_400_000);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  // Years of four digits are all that is read; the others have signs and six.
  if (!(year >= 1000 && year <= 9999)) return date.toISOString().slice(0, 10);
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** 0 is Sunday. */
export function weekdayOf(days: number): number {
  return (((days + 4) % 7) + 7) % 7;
}

/** The same day some months later, or the last of that month where it is shorter. */
export function addMonths(days: number, months: number): number {
  const date = new Date(days * 86_400_000);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(month / 12);
  const lastDay = new Date(Date.UTC(year, (month % 12) + 1, 0)).getUTCDate();
  return Date.UTC(year, month % 12, Math.min(date.getUTCDate(), lastDay)) / 86_400_000;
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Spells an ISO date or date-time in a pattern of YYYY, YY, MMMM, MMM, MM, M, DD, D, HH, H, mm, ss; the rest stands as it is. */
export function spellDate(iso: string, pattern: string): string {
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-');
  const [hour = '00', minute = '00', second = '00'] = iso.slice(11).split(':');
  const name = monthNames[Number(month) - 1] ?? '';
  const parts: { readonly [token: string]: string } = {
    YYYY: year,
    YY: year.slice(2),
    MMMM: name,
    MMM: name.slice(0, 3),
    MM: month,
    M: String(Number(month)),
    DD: day,
    D: String(Number(day)),
    HH: hour,
    H: String(Number(hour)),
    mm: minute,
    ss: second.slice(0, 2),
  };
  return pattern.replace(
    /YYYY|yyyy|YY|MMMM|MMM|MM|M|DD|dd|D|HH|H|mm|ss/g,
    (token) => parts[token] ?? parts[token.toUpperCase()] ?? token,
  );
}
