/** UTC date arithmetic on local ISO times; no clock, no time zone of the machine. Times are milliseconds since 1970, read as local. */
export function toMilliseconds(now: string): number {
  return Date.parse(now.length === 10 ? `${now}T00:00:00Z` : `${now.slice(0, 19)}Z`);
}

const day = 86_400_000;

/** Midnight of the day that is `days` after `now`. */
export function addDays(now: string, days: number): number {
  return Math.floor(toMilliseconds(now) / day) * day + days * day;
}

/** `2026-04-09`. */
export function toIsoDate(time: number): string {
  const date = new Date(time);
  return `${date.getUTCFullYear()}-${pad(date.getUTCMonth() + 1)}-${pad(date.getUTCDate())}`;
}

/** `14:30`. */
export function toTime(minutes: number): string {
  return `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
