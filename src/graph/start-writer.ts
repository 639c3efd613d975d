import { Worker } from 'node:worker_threads';
import { compactEdgesOf } from '../endpoint-graph/create-endpoint-graph.js';
import { WorkerFailedError } from '../errors/worker-failed-error.js';
import type { ArtifactEntry } from '../types/build-manifest.js';
import type { CompactEdges } from '../types/compact-edges.js';
import type { Concept } from '../types/concept.js';
import type { EndpointGraph, EndpointNode } from '../types/tool-graph.js';
import type { ToolRegistry } from '../types/tool-registry.js';
import { artifactFiles, sidecarFiles } from './artifact-files.js';
import type { FileStage } from './stage-files.js';

/** What the thread is started with. */
export type WriterData = {
  /** See `packRegistry`. */
  readonly packed: readonly Uint8Array[];
  /** All concepts that the catalog's values may mean. */
  readonly concepts: readonly Pick<Concept, 'id' | 'parent'>[];
  /** Where to write each of `writtenByThread`. */
  readonly paths: { readonly [file: string]: string };
};

/** What the thread is told, once: the projection as far as the heterogeneous graph shows it. */
export type WriterMessage = {
  readonly nodes: readonly Pick<EndpointNode, 'endpointId' | 'entry'>[];
  readonly compact: CompactEdges;
};

/** What it answers when all is written. */
export type Written = {
  /** In the order of `writtenByThread`. */
  readonly entries: readonly ArtifactEntry[];
  /** Nodes and edges of the heterogeneous graph by kind. */
  readonly counts: { readonly [what: string]: number };
};

/** A thread that writes what does not wait for the projection, or is made of it alone. */
export type ArtifactWriter = {
  /** Fails with what kept it from writing, or with a `WorkerFailedError` when the thread breaks off. */
  finish(projection: EndpointGraph): Promise<Written>;
  /** Ends the thread. */
  close(): Promise<void>;
};

export const writtenByThread: readonly string[] = [
  artifactFiles.registry,
  sidecarFiles.registryTables,
  artifactFiles.heterogeneous,
  sidecarFiles.heterogeneousNodes,
  sidecarFiles.heterogeneousEdges,
];

/**
 * Starts a thread that writes the registry and the heterogeneous graph of a large catalog, whatever this thread does
 * meanwhile.
 */
export async function startWriter(
  { registry, packed }: { readonly registry: ToolRegistry; readonly packed: readonly Uint8Array[] },
  concepts: Iterable<Concept>,
  stage: FileStage,
): Promise<ArtifactWriter> {
  const paths: { [file: string]: string } = {};
  for (const file of writtenByThread) paths[file] = await stage.start(file);
  const workerData: WriterData = {
    packed,
    concepts: Array.from(concepts, ({ id, parent }) => ({ id, parent })),
    paths,
  };
  const worker = new Worker(new URL('./writer-worker.js', import.meta.url), { workerData });
  const written = new Promise<Written>((resolve, reject) => {
    const fail = (cause: unknown): void => reject(isOfFiles(cause) ? cause : new WorkerFailedError(cause));
    worker.on('message', resolve);
    worker.on('error', fail);
    worker.on('messageerror', fail);
    worker.on('exit', (code) => fail(`it ended with code ${code}`));
  });
  // Who waits for it hears of a failure; who stops before that need not.
  written.catch(() => undefined);
  return {
    finish: (projection) => {
      const message: WriterMessage = {
        nodes: projection.nodes.map(({ endpointId, entry }) => ({ endpointId, entry })),
        compact: compactEdgesOf(projection, registry),
      };
      worker.postMessage(message);
      return written;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

/** True for what the system says of a file, which survives the way between threads. */
function isOfFiles(cause: unknown): boolean {
  return cause instanceof Error && 'syscall' in cause;
}
