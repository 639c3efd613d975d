import { packageVersion } from '../config/describe-run.js';
import { type Environment, readEnvironment } from '../config/read-environment.js';
import type { CommandName, RunConfig } from '../config/run-config.js';
import { DatagenError } from '../errors/datagen-error.js';
import { InterruptedError } from '../errors/interrupted-error.js';
import { ModelRunError } from '../errors/model-run-error.js';
import { safeText } from '../report/safe-text.js';
import type { CommandIo, CommandWorld } from './command-io.js';
import { parseCommandLine, type Switches } from './command-line.js';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { messageOf } from './message-of.js';

/** One command, loaded only when it is asked for. */
export type Command = (config: RunConfig, switches: Switches, io: CommandIo) => Promise<ExitCode>;

/** Runs the command line and returns its exit code. The only place that turns errors into text. */
export async function runCommandLine(argv: readonly string[], world: CommandWorld): Promise<ExitCode> {
  const environment = readEnvironment(world.workingDirectory, world.environment);
  try {
    const line = await parseCommandLine(argv, packageVersion());
    if (line.kind === 'text') {
      world.stdout.write(`${line.text}\n`);
      return exitCodes.ok;
    }
    const { command, flags, configFile, switches } = line;
    // What help and usage errors can do without is loaded only now.
    world.preload?.(command);
    const { loadRunConfig } = await import('../config/load-run-config.js');
    const { createCommandIo } = await import('./command-io.js');
    const config = await loadRunConfig({
      command,
      flags,
      environment,
      configFile: configFile ?? environment.DATAGEN_CONFIG,
    });
    const run = await commands[command]();
    return await run(config, switches, createCommandIo({ ...world, environment }, switches.quiet));
  } catch (error) {
    world.stderr.write(`${safeText(describeError(error, environment))}\n`);
    return exitCodeOf(error);
  }
}

const commands: { readonly [name in CommandName]: () => Promise<Command> } = {
  build: async () => (await import('./commands/build.js')).runBuild,
  'import-tools': async () => (await import('./commands/import-tools.js')).runImportTools,
  init: async () => (await import('./commands/init.js')).runInit,
  generate: async () => (await import('./commands/generate.js')).runGenerate,
  verify: async () => (await import('./commands/verify.js')).runVerify,
  assemble: async () => (await import('./commands/assemble.js')).runAssemble,
  worker: async () => (await import('./commands/worker.js')).runWorker,
  evaluate: async () => (await import('./commands/evaluate.js')).runEvaluate,
  validate: async () => (await import('./commands/validate.js')).runValidate,
  metrics: async () => (await import('./commands/metrics.js')).runMetrics,
  inspect: async () => (await import('./commands/inspect.js')).runInspect,
  export: async () => (await import('./commands/export.js')).runExport,
  import: async () => (await import('./commands/import.js')).runImport,
  dedup: async () => (await import('./commands/dedup.js')).runDedup,
  decontaminate: async () => (await import('./commands/decontaminate.js')).runDecontaminate,
  report: async () => (await import('./commands/report.js')).runReport,
  view: async () => (await import('./commands/view.js')).runView,
  split: async () => (await import('./commands/split.js')).runSplit,
  merge: async () => (await import('./commands/merge.js')).runMerge,
  package: async () => (await import('./commands/package.js')).runPackage,
  graph: async () => (await import('./commands/graph.js')).runGraph,
  mcp: async () => (await import('./commands/mcp.js')).runMcp,
};

/** A command, for who runs it with a world of its own. */
export function loadCommand(name: CommandName): Promise<Command> {
  return commands[name]();
}

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof InterruptedError) return exitCodes.interrupted;
  if (!(error instanceof ModelRunError)) return exitCodes.error;
  return runErrorCodes[error.kind];
}

const runErrorCodes = {
  budget: exitCodes.fewer,
  policy: exitCodes.refused,
  replay_miss: exitCodes.error,
  setup: exitCodes.error,
} as const;

function describeError(error: unknown, environment: Environment): string {
  const debug = environment.DATAGEN_DEBUG !== undefined && environment.DATAGEN_DEBUG !== '';
  if (debug && error instanceof Error) return error.stack ?? error.message;
  const hint = error instanceof DatagenError ? '' : ' Set DATAGEN_DEBUG=1 to see where it comes from.';
  return `datagen: ${messageOf(error)}${hint}`;
}
