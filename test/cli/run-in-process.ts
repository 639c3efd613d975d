import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '../../src/cli/run-command-line.js';

export type Run = { readonly code: number; readonly stdout: string; readonly stderr: string };

export type RunOptions = {
  readonly environment?: { readonly [name: string]: string };
  /** Where `.env` is looked for; an empty folder by default. */
  readonly workingDirectory?: string;
  readonly signal?: AbortSignal;
};

/** Runs the command line in this process, with its own streams and an empty environment. */
export async function runInProcess(argv: readonly string[], options: RunOptions = {}): Promise<Run> {
  const output = { stdout: '', stderr: '' };
  const code = await runCommandLine(argv, {
    stdout: { write: (text) => (output.stdout += text) },
    stderr: { write: (text) => (output.stderr += text) },
    // Threads run the built program, which these tests are not about.
    environment: { DATAGEN_WORKERS: '1', ...options.environment },
    workingDirectory: options.workingDirectory ?? emptyDirectory(),
    signal: options.signal ?? new AbortController().signal,
  });
  return { code, ...output };
}

export function emptyDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'datagen-cli-'));
}
