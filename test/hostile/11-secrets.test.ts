import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { startFakeServer } from '../support/start-fake-server.js';
import { emptyFolder } from './hostile-catalog.js';

const canary = 'sk-ant-canary-0123456789abcdef';
const main = join(packageRoot, 'dist', 'cli', 'main.js');

// What an attacker's provider answers with a key in it is seen in src/language-models/create-model-runtime.test.ts. Redis has
// its part here as soon as there is an engine on it.
describe('hostile input, row 11: secrets', () => {
  it('are in no file and no line of a live run, whatever is logged', async () => {
    const { server } = await startFakeServer({ seed: 3, faultRate: 0 });
    const folder = emptyFolder();
    const flags = ['--n', '1', '--agents', 'llm', '--verbose', '--cache', 'cache'];
    const files = ['--artifacts', 'artifacts', '--output', 'data.jsonl'];
    const settings = ['--config', join(packageRoot, 'test', 'fixtures', 'model-runs.yaml')];
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [main, 'generate', ...flags, ...files, ...settings],
      {
        cwd: folder,
        env: {
          ...{ PATH: process.env.PATH ?? '', ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: canary },
          ...{ ANTHROPIC_LOG: 'debug', OPENAI_LOG: 'debug', DEBUG: '*', DATAGEN_DEBUG: '1' },
        },
      },
    ).catch((error: { stdout: string; stderr: string }) => error);
    expect(server.requests().length).toBeGreaterThan(5);
    expect(stdout + stderr).not.toContain(canary);
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const written = entries.filter((entry) => entry.isFile());
    expect(written.length).toBeGreaterThan(6);
    for (const { name, parentPath } of written)
      expect(readFileSync(join(parentPath, name), 'latin1').includes(canary), name).toBe(false);
    expect(statSync(join(folder, 'cache')).mode & 0o077).toBe(0);
  });
});
