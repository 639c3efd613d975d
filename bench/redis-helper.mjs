import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../test/prepare.mjs';

/** What starts a Redis for a test, made runnable in a folder: it is TypeScript among the tests. */
export async function redisHelper(directory) {
  const { build } = await import('rolldown');
  const file = join(directory, 'start-redis.mjs');
  const input = join(root, 'test', 'support', 'start-redis.ts');
  await build({ input, platform: 'node', output: { file, format: 'esm' }, logLevel: 'warn' });
  return import(pathToFileURL(file).href);
}
