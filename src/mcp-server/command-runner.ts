import type { RunConfig } from '../config/run-config.js';

/** Commands that tools are made of. */
export type ServedCommand = 'build' | 'generate' | 'validate' | 'metrics' | 'inspect';

/** What a command said and how it ended. */
export type CommandOutcome = {
  /** What it prints as JSON; undefined where it printed nothing. */
  readonly document: unknown;
  /** What it told beside the document: warnings, and why there is no document. */
  readonly notes: readonly string[];
};

/** Who listens to a command while it works. */
export type CommandListener = {
  /** `total`: where it is known. */
  advance(done: number, total?: number): void;
  note(text: string): void;
};

/** Runs a command as the command line does. Rejects with a `DatagenError` where that would end with a message. */
export type CommandRunner = (
  command: ServedCommand,
  config: RunConfig,
  listener: CommandListener,
  signal: AbortSignal,
) => Promise<CommandOutcome>;
