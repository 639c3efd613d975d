import PQueue from 'p-queue';
import type { ConcurrencySettings } from './model-settings.js';

/** How many calls are under way at once: fewer after refusals, more while all goes well. */
export interface ConcurrencyGate {
  /** Waits for a place, then works. Those who were here before go first. Throws the signal's reason while it waits. */
  run<Result>(work: () => Promise<Result>, before: boolean, signal: AbortSignal): Promise<Result>;
  /** After a 429: fewer places, once until what was asked for (or the cooldown, if longer) has passed. */
  refused(retryAfterMs: number | null): void;
  /** After an answer. */
  answered(): void;
  /** After a failure that says nothing of too many calls: what was going well is no longer certain. */
  failed(): void;
  /** Places now. */
  limit(): number;
}

/** A round counts as taken when so much of the places was. */
const saturation = 0.8;
/** Growth of a few places would round to nothing for ever. */
const leastGrowth = 0.5;

/** Starts with all places of the settings and never has more. `now`: milliseconds. */
export function createConcurrencyGate(settings: ConcurrencySettings, now: () => number): ConcurrencyGate {
  const queue = new PQueue({ concurrency: settings.limit });
  let limit = settings.limit;
  let calmAt = 0;
  let answers = 0;
  let most = 0;
  const set = (next: number) => {
    limit = Math.min(settings.limit, Math.max(1, next));
    queue.concurrency = Math.floor(limit);
    answers = 0;
    most = 0;
  };
  return {
    run: (work, before, signal) =>
      queue.add(
        () => {
          most = Math.max(most, queue.pending);
          return work();
        },
        { priority: before ? 1 : 0, signal },
      ),
    refused(retryAfterMs) {
      answers = 0;
      if (now() < calmAt) return;
      calmAt = now() + Math.max(retryAfterMs ?? 0, settings.cooldownMs);
      set(limit * settings.cut);
    },
    answered() {
      answers += 1;
      if (answers < limit || now() < calmAt) return;
      if (most >= saturation * Math.floor(limit) && limit < settings.limit && settings.growth > 0)
        set(limit + Math.max(limit * settings.growth, leastGrowth));
      answers = 0;
      most = queue.pending;
    },
    failed() {
      answers = 0;
    },
    limit: () => Math.floor(limit),
  };
}
