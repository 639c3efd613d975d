import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../config/package-paths.js';
import type { LanguageModelResponse } from '../types/language-model.js';
import { createRedactor } from './redact.js';
import { type CacheEntry, createResponseCache } from './response-cache.js';

const key = 'ab12'.padEnd(64, '0');
const secret = 'sk-ant-planted"key';
const response = (text: string): LanguageModelResponse => ({
  text,
  reasoning: [],
  toolCalls: [{ id: '1', name: 'f', parameters: JSON.parse('{"__proto__":{"x":1},"n":1e-7}') }],
  stopReason: 'tool_use',
  usage: { input: 1, output: 2, cacheRead: 0, cacheWrite: 0 },
  model: 'm',
});
const entry = (text: string): CacheEntry => ({
  logicalId: 'a/judge/0/0',
  provider: 'openai',
  model: 'm',
  response: response(text),
});

let directory: string;
let bundles: string;
let reports: string[];
const open = () =>
  createResponseCache({
    directory,
    redactor: createRedactor({ SOME_API_KEY: secret }),
    report: (line) => reports.push(line),
  });
const path = () => join(directory, 'a', 'b', `${key}.json`);
const files = () =>
  readdirSync(directory, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));

beforeAll(async () => {
  bundles = mkdtempSync(join(tmpdir(), 'datagen-bundles-'));
  for (const name of ['response-cache', 'redact'])
    await build({
      input: join(packageRoot, 'src', 'language-models', `${name}.ts`),
      platform: 'node',
      resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
      output: { file: join(bundles, `${name}.mjs`), format: 'esm' },
      logLevel: 'silent',
    });
});
afterAll(() => rmSync(bundles, { recursive: true, force: true }));
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'datagen-cache-'));
  reports = [];
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('createResponseCache', () => {
  it('gives back what it was given, to its owner alone', async () => {
    expect(await open().get(key)).toBeNull();
    await open().put(key, entry('one'));
    expect(await open().get(key)).toEqual(response('one'));
    expect(files()).toEqual([path()]);
    expect(statSync(path()).mode & 0o077).toBe(0);
    expect(statSync(join(directory, 'a')).mode & 0o077).toBe(0);
    expect(reports).toEqual([]);
  });

  it('keeps the first of several writers, and all go on with that', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    const kept = await Promise.all(texts.map((text) => open().put(key, entry(text))));
    expect(new Set(kept.map(({ text }) => text)).size).toBe(1);
    expect(await open().get(key)).toEqual(kept[0]);
    expect(files()).toEqual([path()]);
  });

  it.each([
    ['torn', (text: string) => text.slice(0, 50)],
    ['empty', () => ''],
    ['of another key', (text: string) => text.replace(key, key.replace('ab', 'cd'))],
    ['changed', (text: string) => text.replace('"text":"one"', '"text":"two"')],
    ['no object', () => 'null'],
  ])('replaces a file that is %s, and says so', async (_name, damage) => {
    await open().put(key, entry('one'));
    writeFileSync(path(), damage(readFileSync(path(), 'utf8')));
    expect(await open().get(key)).toBeNull();
    expect(reports.join()).toContain(path());
    await open().put(key, entry('three'));
    expect(await open().get(key)).toEqual(response('three'));
  });

  it('refuses an answer that holds a key', async () => {
    await expect(open().put(key, entry(`use ${secret}`))).rejects.toThrow('holds a configured key');
    expect(files()).toEqual([]);
  });

  it('takes nothing for a path', async () => {
    await expect(open().put('../../etc/passwd', entry('x'))).rejects.toThrow('no key');
  });

  it('removes what killed processes left behind, when it is old', async () => {
    mkdirSync(join(directory, 'drafts'));
    for (const name of ['old', 'new']) writeFileSync(join(directory, 'drafts', name), 'half');
    utimesSync(join(directory, 'drafts', 'old'), 1, 1);
    await open().put(key, entry('one'));
    expect(readdirSync(join(directory, 'drafts'))).toEqual(['new']);
  });

  it('holds one answer after two processes wrote at once', async () => {
    const work = `
      for (let index = 0; index < 60; index += 1) {
        const key = index.toString(16).padStart(64, '0');
        const kept = await cache.put(key, { logicalId: 'x', provider: 'openai', model: 'm', response: { text: process.argv[2] } });
        console.log(index + ' ' + kept.text);
      }`;
    const outputs = await Promise.all(['left', 'right'].map((side) => run(work, side)));
    expect(outputs[0]?.output.split('\n')).toHaveLength(61);
    expect(outputs[0]?.output).toBe(outputs[1]?.output);
  });

  it('leaves nothing half where a process is killed before the file has its name', async () => {
    const work = `
      const { default: fs } = await import('node:fs');
      const { syncBuiltinESMExports } = await import('node:module');
      fs.promises.link = () => process.kill(process.pid, 'SIGKILL');
      syncBuiltinESMExports();
      await cache.put('${key}', { logicalId: 'x', provider: 'openai', model: 'm', response: { text: 'half' } });`;
    const { signal } = await run(work, '');
    expect(signal).toBe('SIGKILL');
    expect(await open().get(key)).toBeNull();
    expect(reports).toEqual([]);
    await open().put(key, entry('whole'));
    expect(await open().get(key)).toEqual(response('whole'));
  });
});

async function run(work: string, side: string): Promise<{ output: string; signal: string | null }> {
  const file = join(bundles, `work-${side}.mjs`);
  writeFileSync(
    file,
    `import { createResponseCache } from './response-cache.mjs';
     import { createRedactor } from './redact.mjs';
     const cache = createResponseCache({ directory: ${JSON.stringify(directory)}, redactor: createRedactor({}) });
     ${work}`,
  );
  const child = spawn(process.execPath, [file, side], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const [, signal] = await once(child, 'close');
  return { output, signal };
}
