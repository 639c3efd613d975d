import type { RunConfig } from '../../config/run-config.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { generateRun } from '../../generate-run.js';
import { readPolicy } from '../../language-models/policy.js';
import { loadArtifacts } from '../../load-artifacts.js';
import { selectTools } from '../../plan/select-tools.js';
import type { Engine } from '../../runs/engine.js';
import { parseEngineSettings } from '../../runs/engine-settings.js';
import type { Threads } from '../../runs/pool-engine.js';
import { isOfShare, type RunShare, shareOf } from '../../runs/run-share.js';
import { createRunSampler } from '../../steering/create-run-sampler.js';
import type { CommandIo } from '../command-io.js';
import { describeUntouched } from '../describe-untouched.js';
import { exitCodes } from '../exit-codes.js';
import { printGenerationReport, shortfallOf } from '../generation-report.js';
import { openModels, planModels } from '../open-models.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';
import { countWorkers, openEngine, refuseForQueue, rowsPerShard, startWorkers } from '../run-engine.js';
import { createRunProgress, type RunProgress } from '../run-progress.js';
import { openDirectoryTarget, openFileTarget, type RunTarget } from '../run-target.js';
import { defaultOutput, wantedForGeneration } from '../wanted-models.js';

/** Generates a dataset, as one file that is whole or untouched or as a run directory, and says what it covers. */
export const runGenerate: Command = async (config, { json, quiet, verbose }, io) => {
  refuseTwinsOfModels(config);
  refuseForQueue(config);
  if (config.generate.dryRun) return (await import('../dry-run.js')).runDryRun(config, { json }, io);
  const { n, runDir, judgeModel, evaluate, repair } = config.generate;
  if (judgeModel !== null && !evaluate && !repair)
    io.log(`Nothing is judged: --judge-model ${judgeModel} takes part with --evaluate or --repair.`);
  const wanted = wantedForGeneration(config);
  const hasModels = planModels(wanted, config.components, io).roles.size > 0;
  // Over a queue it is the workers who call them.
  const opened = config.generate.engine === 'local' ? await openModels(wanted, config.components, io) : null;
  const models = opened?.models ?? null;
  const share = shareOf(config.generate, io.environment);
  readPolicy(config.generate.policy);
  let progress: RunProgress | null = null;
  let target: RunTarget | null = null;
  let threads: Threads | null = null;
  let engine: Engine | null = null;
  try {
    threads = hasModels ? null : await startWorkers(config, verbose);
    const artifacts = await loadArtifacts(config.generate.artifacts, config.components);
    if (artifacts.built)
      io.log(`'${config.generate.artifacts}' held no artifacts: built them from the bundled catalog.`);
    target = await openTarget(config, { catalogHash: artifacts.manifest.input_hash, hasModels, share }, io);
    const catalog = selectTools(artifacts, config.generate);
    const sampler = createRunSampler(catalog, config);
    const { paths, shardRows, committed, keepsPart } = target;
    engine = await openEngine({
      ...{ config, catalog, sampler, models, paths, keepsPart, threads, verbose, signal: io.signal },
      note: (line) => io.log(line),
      onRow: ({ events }) => {
        // A run directory is left when what is under way is done; a file that will not be is left at once.
        if (keepsPart) io.signal.throwIfAborted();
        if (events.some(({ type }) => type === 'record-ready')) progress?.record();
      },
    });
    // Threads see no signal, and what they are at will be no file: they are left at once.
    if (keepsPart) io.signal.addEventListener('abort', () => void threads?.close(), { once: true });
    const { progress_seconds: seconds } = parseEngineSettings(
      config.components.engine,
      config.plan.blockSize,
    );
    const { workers } = engine;
    progress = createRunProgress({ total: n, seconds, json, quiet, workers, models }, io);
    const { take } = target;
    const result = await generateRun({
      ...{ catalog, sampler, config, environment: io.environment, engine, shardRows, committed },
      modelBacked: config.generate.agents !== 'offline',
      isStopped: () => io.signal.aborted,
      ...(share === null ? {} : { isOurs: (shard: number) => isOfShare(share, shard) }),
      onShard: async ({ report, lines, isNew }) => {
        if (keepsPart) io.signal.throwIfAborted();
        for (const line of lines) io.log(line);
        await take(report);
        progress?.shard(report, isNew);
      },
    });
    progress.stop();
    const { counts } = result;
    if (io.signal.aborted || (runDir !== null && result.stopped !== null))
      throw new InterruptedError(describeStop(config, opened !== null));
    // All that an outage leaves would be an empty file in the place of a dataset.
    const isKept = !hasModels || counts.records > 0;
    if (isKept) await target.finish(counts, result.end);
    const output = runDir ?? outputOf(config);
    printGenerationReport(
      {
        ...{ config, catalog, sampler, result, runtime: models?.runtime ?? null },
        ...{ place: isKept ? output : null, untouched: output },
      },
      json,
      io,
    );
    if (counts.unjudged > 0)
      io.logError(
        `datagen: ${plural(counts.unjudged, 'conversation')} not judged (--verbose says why). The same command tries again.`,
      );
    // A share of a run is asked for its own rows, as far as the plan goes.
    const asked = share === null ? n : result.rows;
    if (counts.records >= asked) return counts.unjudged > 0 ? exitCodes.fewer : exitCodes.ok;
    io.logError(`datagen: ${counts.records} of ${asked} conversations. ${shortfallOf(result).join(' ')}`);
    return exitCodes.fewer;
  } catch (error) {
    if (io.signal.aborted && !(error instanceof InterruptedError))
      throw new InterruptedError(describeStop(config, opened !== null));
    throw error;
  } finally {
    progress?.stop();
    await (engine ?? threads)?.close();
    await target?.close();
    await models?.runtime.close();
  }
};

type TargetOptions = {
  readonly catalogHash: string;
  readonly hasModels: boolean;
  readonly share: RunShare | null;
};

/** The file that shards are joined to, or the directory that keeps them. */
async function openTarget(
  config: RunConfig,
  { catalogHash, hasModels, share }: TargetOptions,
  io: CommandIo,
): Promise<RunTarget> {
  const { n, runDir, workers } = config.generate;
  const { blockSize } = config.plan;
  const { shard_rows: rows } = parseEngineSettings(config.components.engine, blockSize);
  // Models take minutes for a block: workers share them as finely as the gates on texts allow.
  const shardRows = hasModels ? blockSize : rows;
  if (runDir === null) {
    const count = countWorkers(workers, n, blockSize);
    return openFileTarget(
      outputOf(config),
      config,
      catalogHash,
      rowsPerShard(n, count, blockSize, shardRows),
    );
  }
  return openDirectoryTarget(config, {
    ...{ root: runDir, catalogHash, shardRows, share, note: (line) => io.log(line) },
  });
}

function outputOf({ generate }: RunConfig): string {
  return generate.output ?? defaultOutput;
}

/** What is on the disk of a run that was stopped. */
function describeStop(config: RunConfig, hasModels: boolean): string {
  const { runDir } = config.generate;
  if (runDir === null) return describeUntouched(outputOf(config), hasModels);
  return `Every shard that was finished is kept in '${runDir}': the same command goes on from there.`;
}

/** A variant differs from its base in one declared way, and a model's words differ in more. */
function refuseTwinsOfModels({ generate: { twins, agents } }: RunConfig): void {
  if (twins && agents !== 'offline')
    throw new UsageError(
      `--twins makes variants of offline conversations, and the agents are ${agents}.`,
      'Leave out one of --twins and --agents.',
    );
}
