import type { Random } from '../random/random.js';

/** When the conversation takes place: a day of 2026 and a waking hour, ISO 8601 without offset. */
export function rowNow(random: Random): string {
  const day = new Date(Date.UTC(2026, 0, 1 + random.integer(0, 364)));
  const date = day.toISOString().slice(0, 10);
  const hour = String(random.integer(7, 22)).padStart(2, '0');
  const minute = String(random.integer(0, 59)).padStart(2, '0');
  return `${date}T${hour}:${minute}:00`;
}
