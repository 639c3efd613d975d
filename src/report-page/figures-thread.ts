import { parentPort, workerData } from 'node:worker_threads';
import { computeFigures, type FiguresMessage, type FiguresOptions } from './compute-figures.js';

/** Tells how far it is each so many records. */
const step = 500;

const post = (message: FiguresMessage): void => parentPort?.postMessage(message);

try {
  const figures = await computeFigures(workerData as FiguresOptions, async (records) => {
    if (records % step === 0) post({ records });
  });
  post({ figures });
} catch (error) {
  post({ failure: error instanceof Error ? error.message : String(error) });
}
