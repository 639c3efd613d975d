import { closeSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readJsonBody } from '../../src/language-models/read-json-body.js';
import { runInProcess } from '../cli/run-in-process.js';
import { emptyFolder, interpret, makeTool, writeCatalog } from './hostile-catalog.js';

/** A file of so many zero bytes that takes no room. */
function writeSparse(path: string, bytes: number): string {
  const file = openSync(path, 'w');
  ftruncateSync(file, bytes);
  closeSync(file);
  return path;
}

const bomb = gzipSync(Buffer.alloc(40 * 2 ** 20));

describe('hostile input, row 6: files and answers that grow', () => {
  it('are not unpacked: a compressed file is no catalog and no dataset', async () => {
    const catalog = writeCatalog({ 't.json': makeTool('Stays') });
    for (const name of ['bomb.json.gz', 'bomb.zip', 'bomb.json']) writeFileSync(join(catalog, name), bomb);
    const { code, stderr } = await runInProcess([
      ...['build', '--data', catalog, '--artifacts', join(emptyFolder(), 'a'), '--verbose'],
    ]);
    expect(code).toBe(0);
    expect(stderr).toBe('file bomb.json: invalid_json: The file is not UTF-8 text. Save it as UTF-8.\n');
    const dataset = await runInProcess(['metrics', '--input', join(catalog, 'bomb.json.gz')]);
    expect(dataset).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/:1: the line is not valid UTF-8/),
    });
  });

  it('end with a clear error where one line or one file is larger than a text may be', async () => {
    const line = writeSparse(join(emptyFolder(), 'line.jsonl'), 600_000_000);
    const { code, stderr } = await runInProcess(['metrics', '--input', line]);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('longer than 100 MB'),
    });
    const catalog = writeCatalog({ 't.json': makeTool('Stays') });
    writeSparse(join(catalog, 'giant.json'), 2 ** 31);
    const built = await runInProcess(['build', '--data', catalog, '--artifacts', emptyFolder(), '--verbose']);
    expect(built.code).toBe(0);
    expect(built.stderr).toMatch(/file giant\.json: file_too_large: It has 2147483648 bytes; the limit is/);
  });

  it('are cut off where a provider sends a small answer that unpacks to a large one', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(bomb);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await expect(readJsonBody(response, new AbortController().signal)).rejects.toThrow(
      /longer than \d+ bytes/,
    );
  });

  it('leave other tools as they are', async () => {
    const { registry } = await interpret({
      't.json': makeTool('Stays'),
      'line.json': `[${'1,'.repeat(2e6)}1]`,
    });
    expect(registry.tools).toHaveLength(1);
  });
});
