#!/usr/bin/env node
import * as nodeModule from 'node:module';
import { optimiseLate } from './optimise-late.js';

optimiseLate();
// Compiled code is kept between runs where Node can (from 22.1); loaded after that, so that it counts.
(nodeModule as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();
// Hundreds of modules: read at once they are there sooner than with `import`, which waits for each file.
const load = requiresModules() ? nodeModule.createRequire(import.meta.url) : null;
const { runCommandLine }: typeof import('./run-command-line.js') =
  load?.('./run-command-line.js') ?? (await import('./run-command-line.js'));

const interruption = new AbortController();
// The first Ctrl-C, or the SIGTERM of a scheduler, lets the command tidy up; with the handlers gone, the second one stops the
// process at once.
const stopSignals = ['SIGINT', 'SIGTERM'] as const;
const interrupt = (): void => {
  for (const name of stopSignals) process.off(name, interrupt);
  interruption.abort();
};
for (const name of stopSignals) process.on(name, interrupt);

// A reader such as `head` may leave early; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`datagen: the output cannot be written: ${error.message}\n`);
  process.exit(1);
});
// What is told on the way is not what was asked for: where nobody listens any more, the work goes on.
process.stderr.on('error', () => undefined);

process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  workingDirectory: process.cwd(),
  signal: interruption.signal,
  preload: (command) => void load?.(`./commands/${command}.js`),
});

/** Whether this Node reads modules with `require`, and without a word about it. */
function requiresModules(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isQuiet = major === 20 || (major === 22 && minor >= 13) || major >= 24;
  return isQuiet && (process.features as { readonly require_module?: boolean }).require_module === true;
}
