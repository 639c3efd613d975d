import pc from 'picocolors';
import type { Environment } from '../config/read-environment.js';
import type { CommandRunner } from '../mcp-server/command-runner.js';
import type { CommandIo } from './command-io.js';
import { openPager } from './pager.js';
import { loadCommand } from './run-command-line.js';

/**
 * Runs commands for the server of the Model Context Protocol as with --json: the document that a command prints and the lines
 * that it tells are handed over instead of being printed. Commands see the environment that is given, and no other.
 */
export function createCommandRunner(environment: Environment): CommandRunner {
  return async (name, config, { advance, note }, signal) => {
    const run = await loadCommand(name);
    const notes: string[] = [];
    let document: unknown;
    const tell = (text: string): void => {
      const line = text.replace(/^datagen: /, '');
      // Of a file of nothing but bad lines.
      if (notes.length < mostNotes) notes.push(line);
      note(line);
    };
    const io: CommandIo = {
      printJson: (value) => {
        document = value;
      },
      ...{ print: ignore, logEvent: ignore, log: tell, logError: tell, advance },
      openPager: () => openPager({ write: ignore }, {}),
      progress: () => ({ update: ignore, stop: ignore }),
      colors: pc.createColors(false),
      ...{ signal, environment },
    };
    await run(config, { json: true, quiet: false, verbose: false }, io);
    return { document, notes };
  };
}

const mostNotes = 1000;
const ignore = (): void => undefined;
