import { Worker } from 'node:worker_threads';
import { WorkerFailedError } from '../errors/worker-failed-error.js';
import type { LoadedFile } from '../ingest/load-files.js';
import type { ToolName } from '../registry/name-tools.js';
import type { ShareAnswers, ShareData, ShareMessage } from './share-messages.js';

/** A share in a thread of its own: see `Share`. One question at a time. */
export type RemoteShare = {
  read(files: readonly LoadedFile[]): void;
  heads(): Promise<ShareAnswers['heads']>;
  build(names: readonly (ToolName | null)[]): Promise<ShareAnswers['build']>;
  /** Ends the thread. Who still waits for an answer gets an error. */
  close(): Promise<void>;
};

/** Starts the thread of a share. Its answers fail with a `WorkerFailedError` when the thread fails or ends. */
export function startShare(data: ShareData): RemoteShare {
  const worker = new Worker(new URL('./share-worker.js', import.meta.url), { workerData: data });
  const post = (message: ShareMessage): void => worker.postMessage(message);
  let failure: WorkerFailedError | null = null;
  let waiting: Waiting | null = null;
  const fail = (cause: unknown): void => {
    failure ??= new WorkerFailedError(cause);
    waiting?.reject(failure);
  };
  worker.on('message', (answer) => waiting?.resolve(answer));
  worker.on('error', fail);
  worker.on('messageerror', fail);
  worker.on('exit', (code) => fail(`it ended with code ${code}`));
  const ask = <Answer>(message: ShareMessage): Promise<Answer> =>
    new Promise((resolve, reject) => {
      waiting = { resolve, reject };
      if (failure === null) post(message);
      else reject(failure);
    });
  return {
    read: (files) => post({ type: 'read', files }),
    heads: () => ask({ type: 'heads' }),
    build: (names) => ask({ type: 'build', names }),
    close: async () => {
      await worker.terminate();
    },
  };
}

type Waiting = {
  // biome-ignore lint/suspicious/noExplicitAny: which answer comes is known by the question alone.
  readonly resolve: (answer: any) => void;
  readonly reject: (error: Error) => void;
};
