import { availableParallelism } from 'node:os';
import type { RunConfig, WorkersOption } from '../config/run-config.js';
import { UsageError } from '../errors/usage-error.js';
import { toRealisationCatalog } from '../generation/create-realisation.js';
import type { GenerationModels } from '../generation/generation-models.js';
import { createRowRealiser } from '../generation/realise-rows.js';
import { checkRecordModels, readPolicy } from '../language-models/policy.js';
import type { SelectedCatalog } from '../plan/select-tools.js';
import type { Engine } from '../runs/engine.js';
import { parseEngineSettings } from '../runs/engine-settings.js';
import { createInProcessEngine } from '../runs/in-process-engine.js';
import { readIdentity } from '../runs/open-run.js';
import type { Threads } from '../runs/pool-engine.js';
import type { RunPaths } from '../runs/run-paths.js';
import type { ShardWork } from '../runs/run-shard.js';
import { ownCatalog, shareCatalog } from '../runs/shared-catalog.js';
import type { Sampler } from '../types/sampling.js';

export type EngineOptions = {
  readonly config: RunConfig;
  readonly catalog: SelectedCatalog;
  readonly sampler: Sampler;
  readonly models: GenerationModels | null;
  readonly paths: RunPaths;
  readonly keepsPart: boolean;
  readonly verbose: boolean;
  readonly signal: AbortSignal;
  /** Null where this process makes the records, or a queue. */
  readonly threads: Threads | null;
  readonly note: (line: string) => void;
  /** Told of each row that this process makes. Throws where the work is to end at once. */
  readonly onRow: NonNullable<ShardWork['onRow']>;
};

/**
 * The threads of a run that has any: before its catalog is there, for it is read in less time than they take to be ready.
 * Runs with models have none.
 */
export async function startWorkers(config: RunConfig, verbose: boolean): Promise<Threads | null> {
  const { engine, workers, n } = config.generate;
  const count = countWorkers(workers, n, config.plan.blockSize);
  if (engine !== 'local' || count === 1) return null;
  const { startThreads } = await import('../runs/pool-engine.js');
  return startThreads({ workers: count, config, verbose });
}

/** Who makes the records of a run: workers of a queue, or this machine. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { config, paths, signal, note } = options;
  const { engine, redis } = config.generate;
  if (engine === 'local') return openLocalEngine(options);
  const identity = await readIdentity(paths);
  if (identity === null) throw new Error('A run directory without run.json was opened.');
  const { createQueueEngine } = await import('../runs/queue/queue-engine.js');
  const { bullmq: settings } = parseEngineSettings(config.components.engine, config.plan.blockSize);
  return createQueueEngine({ ...{ paths, redis, settings, signal, note }, runId: identity.run_id });
}

async function openLocalEngine(options: EngineOptions): Promise<Engine> {
  const { config, catalog, sampler, models, paths, keepsPart, threads, verbose, onRow } = options;
  if (threads !== null) {
    const { createPoolEngine } = await import('../runs/pool-engine.js');
    return createPoolEngine({ threads, paths, catalog: shareCatalog(catalog.registry) });
  }
  const policy = readPolicy(config.generate.policy);
  const isCapped = models?.mayBegin !== undefined && hasCaps(config);
  return createInProcessEngine(
    {
      realise: createRowRealiser(toRealisationCatalog(catalog, sampler), config, models),
      endpointNamed: ownCatalog(catalog),
      check: (record) => checkRecordModels(record, policy),
      ...{ paths, onRow, keepsPart, verbose },
    },
    // Under a cap a row begins only while what is left carries it beside the others, which one shard alone can know.
    models === null || isCapped ? 1 : 2,
  );
}

/** Threads for a run of `n` rows. A block is the least that one can make; a single one is made faster right here. */
export function countWorkers(wanted: WorkersOption, n: number, blockSize: number): number {
  if (wanted !== 'auto') return wanted;
  return Math.min(availableParallelism(), Math.ceil(n / blockSize));
}

/** Rows of a shard where the shards are joined at once: enough of them for all workers, and no larger than configured. */
export function rowsPerShard(n: number, workers: number, blockSize: number, most: number): number {
  const share = Math.floor(n / (workers * 4) / blockSize) * blockSize;
  return Math.max(blockSize, Math.min(most, share));
}

function hasCaps({ generate: { maxCalls, maxTokens, maxUsd } }: RunConfig): boolean {
  return maxCalls !== null || maxTokens !== null || maxUsd !== null;
}

/** What several processes cannot keep together, or cannot do. Throws `UsageError`. */
export function refuseForQueue({ generate }: RunConfig): void {
  const { engine, runDir, maxUsd, maxTokens, maxCalls, concurrency, replayOnly, policy } = generate;
  if (engine === 'local') return;
  if (runDir === null)
    throw new UsageError(
      '--engine bullmq needs a run directory that its workers see as well.',
      'Name one with --run-dir.',
    );
  const [flag] = Object.entries({
    ...{ '--max-usd': maxUsd, '--max-tokens': maxTokens, '--max-calls': maxCalls },
    ...{ '--concurrency': concurrency, '--replay-only': replayOnly || null, '--policy': policy },
  }).find(([, value]) => value !== null) ?? [null];
  if (flag !== null)
    throw new UsageError(
      `${flag} holds within one process, and with --engine bullmq others call the models.`,
      `Give it to each worker: datagen worker ${flag} …`,
    );
}
