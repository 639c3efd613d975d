import type { BreakerSettings } from './model-settings.js';
import { untilWoken } from './wait.js';

/** Stops asking a provider that does not work, and lets one call find out when it works again. */
export interface CircuitBreaker {
  /** Waits while it is open. One of those that wait goes first, the others follow when that was answered. True for the first. */
  enter(signal: AbortSignal): Promise<boolean>;
  /** The provider works, whatever it said. */
  answered(): void;
  /** Overload, server error or no connection. */
  failed(): void;
  /** The one that went first came to no end. */
  abandoned(): void;
  isOpen(): boolean;
}

export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export function createCircuitBreaker(
  settings: BreakerSettings,
  now: () => number,
  sleep: Sleep,
): CircuitBreaker {
  let failures = 0;
  let pauseMs = settings.firstPauseMs;
  let openUntil: number | null = null;
  let probing = false;
  let waiting: (() => void)[] = [];
  const wake = () => {
    const woken = waiting;
    waiting = [];
    for (const each of woken) each();
  };
  const pause = () => {
    openUntil = now() + pauseMs;
    pauseMs = Math.min(pauseMs * 2, settings.longestPauseMs);
    probing = false;
    wake();
  };
  return {
    async enter(signal) {
      while (openUntil !== null) {
        signal.throwIfAborted();
        if (probing) await untilWoken(waiting, signal);
        else if (now() < openUntil) await sleep(openUntil - now(), signal);
        else {
          probing = true;
          return true;
        }
      }
      return false;
    },
    answered() {
      failures = 0;
      pauseMs = settings.firstPauseMs;
      openUntil = null;
      probing = false;
      wake();
    },
    failed() {
      failures += 1;
      // Calls that were under way when it opened fail as well, and say nothing new.
      if (openUntil !== null ? probing : failures >= settings.failures) pause();
    },
    abandoned() {
      probing = false;
      wake();
    },
    isOpen: () => openUntil !== null,
  };
}
