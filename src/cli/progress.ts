import { safeText } from '../report/safe-text.js';
import { load } from '../shipped/store.js';
import type { Output } from './command-io.js';

/** Progress of long work on stderr. */
export type Progress = {
  /** `note`: what else is known now, such as the cost so far. */
  update(done: number, note?: string): void;
  stop(): void;
};

export type ProgressOptions = {
  readonly label: string;
  readonly total: number;
  readonly output: Output;
  readonly quiet: boolean;
  /** Between two lines where there is no terminal. */
  readonly seconds?: number;
};

/** A bar with rate and time left on a terminal; elsewhere a plain line every so many seconds and one at the end; nothing when quiet. */
export function createProgress(options: ProgressOptions): Progress {
  if (options.quiet || options.total <= 0) return { update: () => undefined, stop: () => undefined };
  return options.output.isTTY === true ? createBar(options) : createLines(options);
}

function createBar({ label, total, output }: ProgressOptions): Progress {
  const started = performance.now();
  const { SingleBar }: typeof import('cli-progress') = load('cli-progress');
  const bar = new SingleBar({
    format: `${safeText(label)} {bar} {value}/{total} · {rate}/s · {eta_formatted} left{note}`,
    stream: output as NodeJS.WriteStream,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(total, 0, { rate: '0', note: '' });
  return {
    update(done, note = '') {
      const seconds = (performance.now() - started) / 1000;
      const rate = rateInWords(done / Math.max(seconds, 0.001));
      bar.update(done, { rate, note: note === '' ? '' : ` · ${safeText(note)}` });
    },
    stop: () => bar.stop(),
  };
}

function createLines({ label, total, output, seconds: every = 10 }: ProgressOptions): Progress {
  const started = performance.now();
  let next = every;
  let latest: { readonly done: number; readonly note: string } | null = null;
  const write = (seconds: number): void => {
    if (latest === null) return;
    const { done, note } = latest;
    const rate = done / seconds;
    output.write(
      `${safeText(label)} ${done}/${total} (${rateInWords(rate)}/s, ${((total - done) / rate).toFixed(0)} s left${note === '' ? '' : `, ${safeText(note)}`})\n`,
    );
    latest = null;
  };
  return {
    update(done, note = '') {
      if (done <= 0) return;
      latest = { done, note };
      const seconds = secondsSince(started);
      if (seconds < next) return;
      next = seconds + every;
      write(seconds);
    },
    // Short work says once how it went.
    stop: () => write(secondsSince(started)),
  };
}

function secondsSince(started: number): number {
  return Math.max((performance.now() - started) / 1000, 0.001);
}

/** Models bring a few conversations a second, or fewer. */
function rateInWords(rate: number): string {
  return rate >= 10 ? rate.toFixed(0) : rate.toFixed(1);
}
