/** What a run reads and writes, as full paths. */
export type RunPlaces = { readonly reads: readonly string[]; readonly writes: readonly string[] };

/** Runs of all clients: those that touch what another one writes wait for it, in the order in which they came. */
export type RunQueue = {
  /** Rejects with the signal's reason where that is aborted while the run waits. */
  run<T>(places: RunPlaces, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
};

/** `atOnce`: most runs at the same time. */
export function createRunQueue(atOnce: number): RunQueue {
  const queue: Entry[] = [];
  let listeners: (() => void)[] = [];

  const startWhatMay = (): void => {
    for (const [place, entry] of queue.entries()) {
      if (queue.filter(({ isRunning }) => isRunning).length >= atOnce) return;
      if (entry.isRunning || queue.slice(0, place).some((earlier) => conflict(earlier.places, entry.places)))
        continue;
      entry.isRunning = true;
      entry.start();
    }
  };
  const leave = (entry: Entry): void => {
    queue.splice(queue.indexOf(entry), 1);
    startWhatMay();
    if (queue.length > 0) return;
    for (const listener of listeners) listener();
    listeners = [];
  };
  return {
    async run(places, signal, work) {
      signal.throwIfAborted();
      let stopWaiting: () => void = () => undefined;
      const turn = new Promise<void>((start, reject) => {
        stopWaiting = () => reject(signal.reason);
        queue.push({ places, start, isRunning: false });
      });
      const entry = queue.at(-1) as Entry;
      signal.addEventListener('abort', stopWaiting, { once: true });
      try {
        startWhatMay();
        await turn;
        return await work();
      } finally {
        signal.removeEventListener('abort', stopWaiting);
        leave(entry);
      }
    },
    idle: () => (queue.length === 0 ? Promise.resolve() : new Promise((resolve) => listeners.push(resolve))),
  };
}

type Entry = { readonly places: RunPlaces; readonly start: () => void; isRunning: boolean };

function conflict(one: RunPlaces, other: RunPlaces): boolean {
  const touches = (writes: readonly string[], places: RunPlaces): boolean =>
    writes.some((path) => places.reads.includes(path) || places.writes.includes(path));
  return touches(one.writes, other) || touches(other.writes, one);
}
