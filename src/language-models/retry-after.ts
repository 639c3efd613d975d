/**
 * How long a provider asks to wait, milliseconds from 0 to `capMs`, or null where it does not say: `retry-after-ms`, or
 * `retry-after` in seconds or as an HTTP date.
 */
export function readRetryAfter(
  headers: Pick<Headers, 'get'> | undefined,
  now: number,
  capMs: number,
): number | null {
  const milliseconds = readMilliseconds(headers, now);
  return milliseconds === null ? null : Math.min(Math.max(Math.ceil(milliseconds), 0), capMs);
}

function readMilliseconds(headers: Pick<Headers, 'get'> | undefined, now: number): number | null {
  const exact = headers?.get('retry-after-ms')?.trim() ?? '';
  if (isNumber(exact)) return Number(exact);
  const general = headers?.get('retry-after')?.trim() ?? '';
  if (isNumber(general)) return Number(general) * 1000;
  const date = general === '' ? Number.NaN : Date.parse(general);
  return Number.isNaN(date) ? null : date - now;
}

function isNumber(text: string): boolean {
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(text);
}
