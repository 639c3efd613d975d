import { Worker } from 'node:worker_threads';
import { WorkerFailedError } from '../errors/worker-failed-error.js';
import type { ArtifactDocument } from './artifact-documents.js';

/** What the thread is started with. */
export type DocumentData = {
  /** See `packRegistry`. */
  readonly packed: readonly Uint8Array[];
};

export type DocumentInThread = {
  /** The document, its lines packed. Fails with a `WorkerFailedError` when the thread does. */
  readonly document: Promise<ArtifactDocument>;
  /** Ends the thread. */
  close(): Promise<void>;
};

/** Starts a thread that makes the document of a large registry, whatever this thread does meanwhile. */
export function makeDocumentInThread(packed: readonly Uint8Array[]): DocumentInThread {
  const workerData: DocumentData = { packed };
  const worker = new Worker(new URL('./document-worker.js', import.meta.url), { workerData });
  const document = new Promise<ArtifactDocument>((resolve, reject) => {
    const fail = (cause: unknown): void => reject(new WorkerFailedError(cause));
    worker.on('message', resolve);
    worker.on('error', fail);
    worker.on('messageerror', fail);
    worker.on('exit', (code) => fail(`it ended with code ${code}`));
  });
  // Who waits for it hears of a failure; who stops before that need not.
  document.catch(() => undefined);
  return {
    document,
    close: async () => {
      await worker.terminate();
    },
  };
}
