import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** A Redis of a test's own, on loopback, with its files in a temporary folder. */
export type TestRedis = {
  readonly url: string;
  readonly directory: string;
  /** Sends one command and returns the first line of the answer. */
  command(...words: readonly string[]): Promise<string>;
  /** As in a crash. */
  kill(): Promise<void>;
  /** Again, on the same port, with what its disk kept. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

export function hasRedis(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0;
}

export async function startRedis({ password }: { readonly password?: string } = {}): Promise<TestRedis> {
  const directory = mkdtempSync(join(tmpdir(), 'datagen-redis-'));
  const port = await freePort();
  let child: ChildProcess | null = null;
  const secret = password === undefined ? [] : ['--requirepass', password];
  const credentials = password === undefined ? '' : `:${password}@`;

  const command = (...words: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let text = '';
      const lines = password === undefined ? 1 : 2;
      socket.setEncoding('utf8').on('error', reject);
      socket.on('data', (chunk) => {
        text += chunk;
        const found = text.split('\r\n');
        if (found.length <= lines) return;
        socket.destroy();
        resolve(found[lines - 1] ?? '');
      });
      const sent = [...(password === undefined ? [] : [`AUTH ${password}`]), words.join(' ')];
      socket.write(sent.map((line) => `${line}\r\n`).join(''));
    });

  async function start(): Promise<void> {
    const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory];
    const files = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''];
    child = spawn('redis-server', [...place, ...files, ...secret], { stdio: 'ignore' });
    for (let attempt = 0; attempt < 100; attempt += 1) {
      if ((await command('PING').catch(() => '')) === '+PONG') return;
      await setTimeout(50);
    }
    throw new Error('redis-server does not answer.');
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    child = null;
    if (ending === null) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
  }

  await start();
  return {
    url: `redis://${credentials}127.0.0.1:${port}`,
    ...{ directory, command, start, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
