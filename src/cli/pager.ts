import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import type { Writable } from 'node:stream';
import type { Environment } from '../config/read-environment.js';
import type { Output } from './command-io.js';

/** Where long text goes: through the reader's pager on a terminal, else straight on. */
export type Pager = {
  /** True where the terminal is the pager's until it closes. */
  readonly ownsTerminal: boolean;
  /** Waits while the reader has enough to read. */
  readonly write: (text: string) => Promise<void>;
  /** True once the reader has left, so that nothing more need be made. */
  readonly isClosed: () => boolean;
  /** Waits until the reader has seen it all. */
  readonly close: () => Promise<void>;
};

/** `PAGER` names the pager and its flags, `less` by default; an empty one, or a terminal that cannot page, is none. */
export function openPager(output: Output, environment: Environment): Pager {
  const { PAGER: command = 'less', LESS = 'FRX', TERM } = environment;
  const pages = output.isTTY === true && TERM !== 'dumb' && command !== '';
  if (!pages || (environment.PAGER === undefined && !isThere(command, environment)))
    return straightTo(output);
  const stdio: ['pipe', 'inherit', 'inherit'] = ['pipe', 'inherit', 'inherit'];
  const child = spawn(command, { shell: true, stdio, env: { ...environment, LESS } });
  return pageThrough(child, child.stdin);
}

function pageThrough(child: ChildProcess, pipe: Writable): Pager {
  let closed = false;
  const left = new Promise<void>((resolve) => {
    const leave = (): void => {
      closed = true;
      resolve();
    };
    child.on('close', leave).on('error', leave);
    // Who leaves early closes the pipe; that is no error of ours.
    pipe.on('error', leave);
  });
  return {
    ownsTerminal: true,
    async write(text) {
      if (closed || pipe.write(text)) return;
      await Promise.race([new Promise((resolve) => pipe.once('drain', resolve)), left]);
    },
    isClosed: () => closed,
    async close() {
      pipe.end();
      await new Promise((resolve) =>
        child.exitCode === null ? child.once('close', resolve) : resolve(null),
      );
    },
  };
}

function isThere(program: string, env: Environment): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore', env }).status === 0;
}

function straightTo(output: Output): Pager {
  return {
    ownsTerminal: false,
    write: async (text) => {
      output.write(text);
    },
    isClosed: () => false,
    close: async () => undefined,
  };
}
