import { type ChildProcess, spawn } from 'node:child_process';
import { getDefaultEnvironment } from '@modelcontextprotocol/sdk/client/stdio.js';
import { deserializeMessage, serializeMessage } from '@modelcontextprotocol/sdk/shared/stdio.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import type { CommandWords } from './split-command-line.js';

export type StdioTransport = Transport & {
  /** The end of what it wrote to its error output. */
  readonly complaint: () => string;
};

/**
 * A server as a child process, one JSON-RPC message a line. It gets of this process's environment only what the SDK deems
 * harmless. Unlike the SDK's own transport, this one bounds what the server sends, and ends with it the processes that it
 * started: package runners start the server as a child of theirs. Lines that are no messages are passed over.
 */
export function createStdioTransport(
  { program, parameters, environment }: CommandWords,
  maximumBytes: number,
): StdioTransport {
  let child: ChildProcess | null = null;
  let pending: Buffer[] = [];
  let bytes = 0;
  let complaint = '';
  const ownGroup = process.platform !== 'win32';
  const kill = (signal: NodeJS.Signals): void => {
    if (child?.pid === undefined) return;
    try {
      if (ownGroup) process.kill(-child.pid, signal);
      else child.kill(signal);
    } catch {
      // It has ended.
    }
  };
  const killNow = (): void => kill('SIGKILL');

  const transport: StdioTransport = {
    complaint: () => complaint.trim(),
    start: () =>
      new Promise((resolve, reject) => {
        const started = spawn(program, parameters, {
          env: { ...getDefaultEnvironment(), ...environment },
          stdio: ['pipe', 'pipe', 'pipe'],
          shell: false,
          detached: ownGroup,
          windowsHide: true,
        });
        child = started;
        process.once('exit', killNow);
        started.once('spawn', resolve);
        started.once('error', (error) => {
          reject(error);
          transport.onerror?.(error);
        });
        started.once('close', () => transport.onclose?.());
        started.stdin.on('error', (error) => transport.onerror?.(error));
        started.stdout.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes <= maximumBytes) return receive(chunk);
          started.stdout.destroy();
          killNow();
        });
        started.stderr.on('data', (chunk: Buffer) => {
          complaint = (complaint + chunk.toString('utf8')).slice(-longestComplaint);
        });
      }),
    send: (message: JSONRPCMessage) =>
      new Promise((resolve, reject) => {
        if (child?.stdin?.writable !== true) reject(new Error('It has ended.'));
        else if (child.stdin.write(serializeMessage(message))) resolve();
        else child.stdin.once('drain', resolve);
      }),
    async close() {
      const ending = child;
      if (ending === null) return;
      const ended = new Promise<void>((resolve) => {
        if (ending.exitCode !== null || ending.signalCode !== null) resolve();
        else ending.once('exit', () => resolve());
      });
      ending.stdin?.end();
      await within(ended, patienceMs);
      kill('SIGTERM');
      await within(ended, patienceMs);
      killNow();
      for (const stream of [ending.stdin, ending.stdout, ending.stderr]) stream?.destroy();
      process.off('exit', killNow);
      child = null;
      pending = [];
    },
  };

  function receive(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      const line = Buffer.concat([...pending, rest.subarray(0, end)]).toString('utf8');
      pending = [];
      rest = rest.subarray(end + 1);
      const message = toMessage(line);
      if (message !== null) transport.onmessage?.(message);
    }
    if (rest.length > 0) pending.push(rest);
  }
  return transport;
}

const longestComplaint = 2_000;

/** How long a server may take to end by itself, and then when told to. */
const patienceMs = 500;

function toMessage(line: string): JSONRPCMessage | null {
  // What programs log does not begin so; a look is cheaper than a parser's exception.
  if (!/^\s*[{[]/.test(line)) return null;
  try {
    return deserializeMessage(line);
  } catch {
    return null;
  }
}

async function within(ended: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([ended, late]);
  clearTimeout(timer);
}
