import type { RetrySettings } from './model-settings.js';

/**
 * Milliseconds until the next try: a random part of a wait that doubles with each, or what the provider asks for and a little
 * more, so that all who were told the same do not come back at once. `tries`: made so far, from 1.
 */
export function retryWait(
  tries: number,
  retryAfterMs: number | null,
  settings: RetrySettings,
  random: () => number,
): number {
  const { firstWaitMs, longestWaitMs, retryAfterCapMs } = settings;
  const backoff = random() * Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(tries - 1, 30));
  if (retryAfterMs === null) return backoff;
  const asked = Math.min(retryAfterMs, retryAfterCapMs);
  return asked + random() * Math.max(firstWaitMs, asked * 0.2);
}
