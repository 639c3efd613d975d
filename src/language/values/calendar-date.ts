export type CalendarDate = { readonly year: number; readonly month: number; readonly day: number };

/** An ISO date, or one in the written pattern that catalogs ask for (`31.12.2026`); null where a text is neither. */
export function readDate(value: string): CalendarDate | null {
  if (value.length !== 10) return null;
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (iso) return toDate(iso[1], iso[2], iso[3]);
  const dotted = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(value);
  return dotted ? toDate(dotted[3], dotted[2], dotted[1]) : null;
}

/** Days since 1 January 1970. */
export function dayNumberOf({ year, month, day }: CalendarDate): number {
  return Math.floor(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** 0 is Sunday: 1 January 1970 was a Thursday. */
export function weekdayOf(date: CalendarDate): number {
  return (((dayNumberOf(date) + 4) % 7) + 7) % 7;
}

function toDate(year = '', month = '', day = ''): CalendarDate | null {
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  return date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31 ? date : null;
}
