import { setMaxListeners } from 'node:events';

/** Calls under way by key: who asks for one again gets its answer instead of another call. */
export interface Coalescing<Answer> {
  /**
   * Starts the work unless it is under way. A caller whose signal ends stops waiting; when the last one does, the work is
   * ended too.
   */
  run(
    key: string,
    work: (signal: AbortSignal) => Promise<Answer>,
    signals: readonly (AbortSignal | undefined)[],
  ): Promise<Answer>;
  /** Waits until nothing is under way. */
  settled(): Promise<void>;
}

type Shared<Answer> = {
  readonly promise: Promise<Answer>;
  readonly controller: AbortController;
  callers: number;
};

export function coalesce<Answer>(): Coalescing<Answer> {
  const underWay = new Map<string, Shared<Answer>>();
  const unsettled = new Set<Promise<Answer>>();
  function start(key: string, work: (signal: AbortSignal) => Promise<Answer>): Shared<Answer> {
    const controller = new AbortController();
    const promise = work(controller.signal).finally(() => {
      if (underWay.get(key) === shared) underWay.delete(key);
      unsettled.delete(promise);
    });
    unsettled.add(promise);
    // Everyone may have gone before it fails.
    promise.catch(() => undefined);
    const shared: Shared<Answer> = { promise, controller, callers: 0 };
    underWay.set(key, shared);
    return shared;
  }
  return {
    run(key, work, signals) {
      const shared = underWay.get(key) ?? start(key, work);
      shared.callers += 1;
      return new Promise((resolve, reject) => {
        const watched = signals.filter((signal) => signal !== undefined);
        // One listener for each call under way is no leak.
        setMaxListeners(0, ...watched);
        const stops = watched.map((signal) => () => {
          leave();
          shared.callers -= 1;
          if (shared.callers === 0) {
            if (underWay.get(key) === shared) underWay.delete(key);
            shared.controller.abort(signal.reason);
          }
          reject(signal.reason);
        });
        const leave = () => {
          for (const [index, signal] of watched.entries())
            signal.removeEventListener('abort', stops[index] ?? (() => undefined));
        };
        for (const [index, signal] of watched.entries())
          signal.addEventListener('abort', stops[index] ?? (() => undefined), { once: true });
        shared.promise.then(resolve, reject).finally(leave);
      });
    },
    async settled() {
      while (unsettled.size > 0) await Promise.allSettled(unsettled);
    },
  };
}
