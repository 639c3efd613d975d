import { availableParallelism, hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { packageVersion } from '../../config/describe-run.js';
import { loadRunConfig } from '../../config/load-run-config.js';
import type { RunConfig } from '../../config/run-config.js';
import { RunDirectoryError } from '../../errors/run-directory-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { exists } from '../../files/exists.js';
import { readPolicy } from '../../language-models/policy.js';
import { loadArtifacts } from '../../load-artifacts.js';
import { selectTools } from '../../plan/select-tools.js';
import { parseEngineSettings } from '../../runs/engine-settings.js';
import { wholeLock } from '../../runs/lock-run.js';
import { readIdentity } from '../../runs/open-run.js';
import type { ShardProcessorData } from '../../runs/queue/shard-processor.js';
import { identityDifferences, type RunIdentity, toRunIdentity } from '../../runs/run-identity.js';
import { type RunPaths, runPaths } from '../../runs/run-paths.js';
import { shareCatalog } from '../../runs/shared-catalog.js';
import type { CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import { capsOf, planModels } from '../open-models.js';
import type { Command } from '../run-command-line.js';
import { wantedForGeneration } from '../wanted-models.js';

/** Milliseconds between two looks whether the run has begun or is finished. */
const pollMs = 500;
/** Milliseconds that a worker waits for a run to begin: whoever starts it may start at the same time. */
const patienceMs = 60_000;

/**
 * Makes shards of one run until it is finished or the worker is stopped: the first signal lets it finish what is under way, a
 * second one ends it at once.
 */
export const runWorker: Command = async (config, _switches, io) => {
  const { redis, runDir } = config.worker;
  const paths = runPaths(resolve(runDir));
  const identity = await awaitRun(paths, io);
  if (identity === null) return exitCodes.ok;
  const data = await prepare(config, identity, paths, io);
  const threads = countThreads(config, data.models !== null);
  const { startQueueWorker } = await import('../../runs/queue/queue-worker.js');
  const worker = await startQueueWorker({
    ...{ redis, threads, data, name: `${shortHost()}-${process.pid}` },
    settings: parseEngineSettings(config.components.engine, config.plan.blockSize).bullmq,
    note: (line) => io.log(line),
  });
  io.log(`Worker ${shortHost()}-${process.pid} of the run ${identity.run_id}: ${threads} at once.`);
  const over = new AbortController();
  try {
    const stopped = await Promise.race([worker.stopped, untilOver(paths, io.signal, over.signal)]);
    if (stopped !== null) throw stopped;
    io.log(
      io.signal.aborted ? 'Stopping when what is under way is done.' : `The run ${identity.run_id} is over.`,
    );
    return exitCodes.ok;
  } finally {
    over.abort();
    await worker.close();
  }
};

/** The run of the directory; null where nothing of it is left to do, or the worker was stopped. */
async function awaitRun(paths: RunPaths, io: CommandIo): Promise<RunIdentity | null> {
  const deadline = performance.now() + patienceMs;
  for (let isFirst = true; !io.signal.aborted; isFirst = false) {
    const identity = await readIdentity(paths);
    if (identity !== null && !(await isOver(paths))) return identity;
    if (identity !== null) {
      io.log(`The run ${identity.run_id} is finished: nothing to do.`);
      return null;
    }
    if (performance.now() > deadline)
      throw new RunDirectoryError(
        paths.root,
        'holds no run',
        'Begin one: datagen generate --engine bullmq --run-dir DIR.',
      );
    if (isFirst) io.log(`Waiting for a run to begin in '${paths.root}'.`);
    await pause(io.signal);
  }
  return null;
}

/** Resolves when the run is finished or the worker is told to stop. */
async function untilOver(paths: RunPaths, ...signals: readonly AbortSignal[]): Promise<null> {
  const signal = AbortSignal.any([...signals]);
  while (!signal.aborted && !(await isOver(paths))) await pause(signal);
  return null;
}

/** A run that is finished and that nobody lets grow. */
async function isOver({ root, manifest }: RunPaths): Promise<boolean> {
  return (await exists(manifest)) && !(await exists(join(root, wholeLock.file)));
}

async function pause(signal: AbortSignal): Promise<void> {
  await setTimeout(pollMs, undefined, { signal }).catch(() => undefined);
}

/** What threads need, from the run itself. Throws where this worker would make other bytes than others. */
async function prepare(
  { worker, components: own }: RunConfig,
  identity: RunIdentity,
  paths: RunPaths,
  io: CommandIo,
): Promise<ShardProcessorData> {
  const { artifacts: folder, redis: _redis, workers: _workers, runDir: _runDir, ...bounds } = worker;
  requireVersion(identity, paths);
  const stored = await loadRunConfig({
    ...{ command: 'generate', flags: {}, environment: {} },
    saved: { content: identity.configuration, source: paths.identity },
  });
  const config: RunConfig = {
    ...stored,
    generate: { ...stored.generate, ...bounds, artifacts: folder },
    components: { ...stored.components, ...(own.engine === undefined ? {} : { engine: own.engine }) },
  };
  const artifacts = await loadArtifacts(folder, config.components);
  const different = identityDifferences(
    identity,
    toRunIdentity(config, artifacts.manifest.input_hash, identity.shard_rows),
  );
  if (different.length > 0) throw otherRun(paths, different);
  const { registry } = selectTools(artifacts, config.generate);
  return {
    ...{ root: paths.root, runId: identity.run_id, config, catalog: shareCatalog(registry) },
    models: modelsOf(config, io),
    ledgerPrefix: join(paths.root, 'ledger', `${shortHost()}-${process.pid}`),
  };
}

/** Another version may not even know the settings. */
function requireVersion(identity: RunIdentity, paths: RunPaths): void {
  const version = packageVersion();
  if (identity.datagen_version !== version)
    throw otherRun(paths, [`datagen_version: "${identity.datagen_version}", now "${version}"`]);
}

function otherRun(paths: RunPaths, different: readonly string[]): RunDirectoryError {
  return new RunDirectoryError(
    paths.root,
    `is of another run than this worker could make:\n  ${different.join('\n  ')}\n`,
    'Use the same version of datagen, and artifacts that were built from the same catalog.',
  );
}

/** The models that play in the run, which its threads open; null where none does. */
function modelsOf(config: RunConfig, io: CommandIo): ShardProcessorData['models'] {
  const wanted = wantedForGeneration(config);
  const { roles, settings } = planModels(wanted, config.components, io);
  if (roles.size === 0) return null;
  const { cache, replayOnly, policy } = config.generate;
  return {
    ...{ roles, settings, agents: wanted.agents, reasoning: wanted.reasoning },
    policy: readPolicy(policy),
    environment: { ...io.environment },
    cacheDirectory: resolve(cache),
    replay: replayOnly ? 'only' : 'auto',
    budget: capsOf(config.generate),
  };
}

/** One thread keeps as many calls under way as the configuration allows; caps are counted by each on its own. */
function countThreads({ worker }: RunConfig, hasModels: boolean): number {
  const { workers, maxUsd, maxTokens, maxCalls } = worker;
  if (workers === 'auto') return hasModels ? 1 : availableParallelism();
  const isCapped = [maxUsd, maxTokens, maxCalls].some((cap) => cap !== null);
  if (hasModels && isCapped && workers > 1)
    throw new UsageError(
      `A cap holds for one thread, and --workers asks for ${workers}.`,
      'Leave out --workers and start several workers, each with its part of the cap.',
    );
  return workers;
}

function shortHost(): string {
  return hostname()
    .replace(/[^A-Za-z0-9.]/g, '')
    .slice(0, 40);
}
