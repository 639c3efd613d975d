import pc from 'picocolors';
import type { Environment } from '../config/read-environment.js';
import type { CommandName } from '../config/run-config.js';
import { safeJson, safeText } from '../report/safe-text.js';
import { openPager, type Pager } from './pager.js';
import { createProgress, type Progress } from './progress.js';

/** A stream to print to; a terminal where `isTTY`. */
export type Output = { write(text: string): unknown; readonly isTTY?: boolean | undefined };

/** The outside world of a run of the command line: tests pass their own. */
export type CommandWorld = {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Environment;
  /** Folder that `.env` is read from. */
  readonly workingDirectory: string;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Loads the module of a command ahead of its import, where that is faster. */
  readonly preload?: (command: CommandName) => void;
};

/** How a command talks: data to stdout, everything else to stderr. */
export type CommandIo = {
  /** Prints data; terminal escapes in it become visible. A newline is added. */
  print(text: string): void;
  /** Where long text goes that was made safe before it was coloured. */
  openPager(): Pager;
  printJson(value: unknown): void;
  /** A line on stderr; silent under --quiet. */
  log(text: string): void;
  /** A line on stderr, whatever the flags. */
  logError(text: string): void;
  /** One JSON object as a line on stderr; silent under --quiet. */
  logEvent(event: object): void;
  /** `seconds` between two lines where there is no terminal. */
  progress(label: string, total: number, seconds?: number): Progress;
  /** Told how far long work is, for whoever else listens; `total` where it is known. */
  advance(done: number, total?: number): void;
  readonly colors: ReturnType<typeof pc.createColors>;
  readonly signal: AbortSignal;
  readonly environment: Environment;
};

export function createCommandIo(world: CommandWorld, quiet: boolean): CommandIo {
  const { stdout, stderr, environment } = world;
  const logError = (text: string) => stderr.write(`${safeText(text)}\n`);
  return {
    print: (text) => stdout.write(`${safeText(text)}\n`),
    openPager: () => openPager(stdout, environment),
    printJson: (value) => stdout.write(`${safeJson(JSON.stringify(value, null, 2))}\n`),
    log: (text) => {
      if (!quiet) logError(text);
    },
    logError,
    logEvent: (event) => {
      if (!quiet) stderr.write(`${safeJson(JSON.stringify(event))}\n`);
    },
    progress: (label, total, seconds) =>
      createProgress({ label, total, output: stderr, quiet, ...(seconds === undefined ? {} : { seconds }) }),
    advance: () => undefined,
    colors: pc.createColors(wantsColor(stdout, environment)),
    signal: world.signal,
    environment,
  };
}

function wantsColor(stdout: Output, environment: Environment): boolean {
  if (environment.NO_COLOR !== undefined && environment.NO_COLOR !== '') return false;
  if (environment.FORCE_COLOR !== undefined && environment.FORCE_COLOR !== '0') return true;
  return stdout.isTTY === true && environment.TERM !== 'dumb';
}
