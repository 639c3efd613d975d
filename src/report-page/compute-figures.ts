import { Worker } from 'node:worker_threads';
import { countCheckers } from '../checks/check-dataset.js';
import type { Violation } from '../types/verdict.js';
import { collectReport, type ReportOptions } from './collect-report.js';
import type { PageData } from './page-data.js';

/** What computing figures takes: plain data, which a thread can be given. */
export type FiguresOptions = Pick<
  ReportOptions,
  'inputs' | 'checksLaws' | 'computesFigures' | 'references' | 'mixTargets' | 'graph'
>;

/** All that a page shows and a listing has not. */
export type ComputedFigures = {
  readonly data: PageData;
  /** Laws broken, by row, one bit a law. */
  readonly laws: ArrayLike<number>;
  /** What breaks them, of the first rows where something does. */
  readonly violations: ReadonlyMap<number, readonly Violation[]>;
};

export type FiguresMessage =
  | { readonly records: number; readonly figures?: undefined; readonly failure?: undefined }
  | { readonly figures: ComputedFigures; readonly failure?: undefined }
  | { readonly failure: string };

/** Of more rows the violations are found again when a conversation is opened. */
const mostRows = 100_000;

/** Reads datasets whole, record by record. `onProgress` is called after each record, with how many were read in all. */
export async function computeFigures(
  options: FiguresOptions,
  onProgress: (records: number) => Promise<void>,
): Promise<ComputedFigures> {
  const violations = new Map<number, readonly Violation[]>();
  let records = 0;
  const { data, columns } = await collectReport({
    ...options,
    ...{ limit: null, seed: 0, served: true, onConversation: null },
    onViolations(row, found) {
      if (violations.size < mostRows) violations.set(row, found);
    },
    onProgress() {
      records += 1;
      return onProgress(records);
    },
  });
  return { data, laws: columns.laws, violations };
}

/** The same in a thread of its own where the datasets are large, so that whoever asks meanwhile is answered. */
export async function computeFiguresBeside(
  options: FiguresOptions,
  onProgress: (records: number) => Promise<void>,
  signal: AbortSignal,
): Promise<ComputedFigures> {
  const isLarge = options.inputs.some((input) => countCheckers('auto', input) > 1);
  if (!isLarge) return computeFigures(options, onProgress);
  const worker = new Worker(new URL('./figures-thread.js', import.meta.url), { workerData: options });
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('The thread that computes figures has ended.')));
      worker.on('message', (message: FiguresMessage) => {
        if (message.failure !== undefined) reject(new Error(message.failure));
        else if (message.figures !== undefined) resolve(message.figures);
        else onProgress(message.records).catch(reject);
      });
    });
  } finally {
    await worker.terminate();
  }
}
