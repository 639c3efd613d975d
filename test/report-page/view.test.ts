import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/config/package-paths.js';
import { type ServedReport, serveReport } from '../../src/report-page/serve-report.js';
import { createTextIndex, searchBytes } from '../../src/report-page/text-index.js';
import { emptyDirectory, runInProcess } from '../cli/run-in-process.js';
import { makeRecord } from '../support/make-record.js';
import { sampleRecords } from '../support/sample-record.js';
import { executablePath, openPage, wholeReport, writeDataset } from './open-page.js';

const many = Array.from({ length: 400 }, (_, index) =>
  makeRecord({
    id: `conv_1_${String(index).padStart(4, '0')}`,
    events: [{ user: `Number ${index}, 東京 or Ünder` }, { assistant: 'Yes.' }],
  }),
);
let served: ServedReport;

beforeAll(async () => {
  served = await serveReport({
    ...wholeReport,
    inputs: [writeDataset([...Object.values(sampleRecords), 'broken', ...many])],
    port: 0,
  });
  await served.complete;
});
afterAll(async () => {
  await served.close();
});

function ask(path: string, headers: { readonly [name: string]: string } = {}, method = 'GET') {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const url = new URL(path, served.url);
    request(
      { host: url.hostname, port: url.port, path: `${url.pathname}${url.search}`, headers, method },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
        );
      },
    )
      .on('error', reject)
      .end();
  });
}

async function find(query: string): Promise<number[]> {
  const response = await fetch(new URL(`/find?${query}`, served.url));
  return Array.from(new Uint32Array(await response.arrayBuffer()));
}

describe('serveReport', () => {
  it('answers filters and searches, and reads conversations by their place in the file', async () => {
    expect(await find('')).toHaveLength(many.length + Object.keys(sampleRecords).length);
    expect(await find('text=%22NUMBER+37%2C%22')).toEqual([43]);
    expect(await find('text=%22%E6%9D%B1%E4%BA%AC+or%22+%C3%BCnder+399')).toEqual([405]);
    expect(await find('tool=coinwise')).toEqual([2]);
    const found = JSON.parse((await ask('/conversation?row=405')).body);
    expect(found).toMatchObject({ id: 'conv_1_0399', line: 407 });
    const rows = JSON.parse((await ask('/rows?rows=405,0,9999,-1,x')).body);
    expect(rows.map(({ id }: { id: string }) => id)).toEqual([
      'conv_1_0399',
      sampleRecords.hotel?.conversation_id,
    ]);
  });

  it('answers to this machine alone', async () => {
    const { host } = new URL(served.url);
    const port = host.slice(host.indexOf(':'));
    for (const own of [host, `localhost${port}`, `[::1]${port}`])
      expect((await ask('/', { host: own })).status).toBe(200);
    for (const other of [
      'example.com',
      `example.com${port}`,
      `127.0.0.1.example.com${port}`,
      `127.0.0.1${port}.example.com`,
      `192.168.0.1${port}`,
    ]) {
      expect((await ask('/', { host: other })).status, other).toBe(403);
    }
    expect((await ask('/find', { origin: 'https://example.com' })).status).toBe(403);
    expect((await ask('/find', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await ask('/', {}, 'POST')).status).toBe(405);
    for (const path of [
      '/../../etc/passwd',
      '/constructor',
      '/__proto__',
      '/conversation?row=1e9',
      '/conversation?row=__proto__',
    ]) {
      expect((await ask(path)).status, path).toBe(404);
    }
  });

  it.skipIf(!existsSync(executablePath))('shows a long list in Chromium, and asks nobody else', async () => {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      const isOwn = (url: string) => url.startsWith(served.url);
      const { page, complaints } = await openPage(browser, `${served.url}#conversations`, {}, isOwn);
      await page.waitForSelector('.message');
      await page.locator('.row-list').focus();
      await page.keyboard.press('End');
      await expect.poll(() => page.locator('.pane-title h2').textContent()).toBe('conv_1_0399');
      await page.locator('#search').fill('"number 12,"');
      await expect.poll(() => page.locator('.found').textContent()).toMatch(/^1 of/);
      await page.locator('.row').click();
      await expect.poll(() => page.locator('.pane-title h2').textContent()).toBe('conv_1_0012');
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  it('holds no text longer than it must', async () => {
    const texts = createTextIndex();
    for (let row = 0; row < 3_000; row += 1) texts.add(searchBytes(`Row ${row} ${'x'.repeat(5_000)}`));
    expect(Array.from(await texts.find(Uint32Array.from([5, 7, 2_999]), ['row 2999', 'xx']))).toEqual([
      2_999,
    ]);
    expect(
      Array.from(
        await texts.find(
          Uint32Array.from({ length: 3_000 }, (_, row) => row),
          ['row 12 '],
        ),
      ),
    ).toEqual([12]);
    texts.close();
  });
});

describe('a report that is still read', () => {
  const input = writeDataset(Array.from({ length: 60 }, (_, index) => makeRecord({ id: `conv_1_${index}` })));

  it('answers at once, can be browsed before its figures are there, and has them in the end', async () => {
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const onProgress = (records: number) => (records === 40 ? held : Promise.resolve());
    const early = await serveReport({ ...wholeReport, inputs: [input], port: 0, onProgress });
    try {
      const get = async (path: string) => {
        const response = await fetch(new URL(path, early.url));
        return { status: response.status, body: await response.text() };
      };
      await expect.poll(async () => JSON.parse((await get('/state')).body).records).toBe(40);
      expect(await get('/')).toMatchObject({
        status: 200,
        body: expect.stringMatching(/Reading: 40 conversations so far.*location\.reload/s),
      });
      expect((await get('/find')).status).toBe(503);
      goOn();
      await early.listed;
      expect((await get('/find')).body).toHaveLength(60 * 4);
      expect((await get('/')).body).toContain('"pending":true');
      const { datasets } = await early.complete;
      expect(datasets[0]).toMatchObject({ shown: 60, laws: { valid: expect.any(Number) } });
      expect(datasets[0]?.figures).not.toBeNull();
      expect((await get('/')).body).toContain('"pending":false');
      expect(JSON.parse((await get('/state')).body)).toEqual({
        ...{ phase: 'complete', records: 60, computed: 60 },
      });
    } finally {
      await early.close();
    }
  });

  it.skipIf(!existsSync(executablePath))(
    'leads on by itself in Chromium, to where it was asked for',
    async () => {
      const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
      let goOn = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const onProgress = (records: number) => (records === 40 ? held : Promise.resolve());
      const early = await serveReport({ ...wholeReport, inputs: [input], port: 0, onProgress });
      try {
        const isOwn = (url: string) => url.startsWith(early.url);
        const { page, complaints } = await openPage(browser, `${early.url}#conversations?row=7`, {}, isOwn);
        expect(await page.locator('[role=status]').textContent()).toMatch(
          /^Reading: \d+ conversations so far\.$/,
        );
        goOn();
        await expect
          .poll(() => page.locator('.pane-title h2').textContent(), { timeout: 10_000 })
          .toBe('conv_1_7');
        await early.complete;
        await page.reload();
        await page.getByRole('link', { name: 'Overview', exact: true }).click();
        expect(await page.locator('.figures tbody tr').count()).toBeGreaterThan(30);
        expect(complaints).toEqual([]);
      } finally {
        await early.close();
        await browser.close();
      }
    },
  );

  it('fails for a port that is taken before anything is read', async () => {
    const port = Number(new URL(served.url).port);
    const onProgress = () => Promise.reject(new Error('It was read.'));
    await expect(serveReport({ ...wholeReport, inputs: [input], port, onProgress })).rejects.toThrow(
      `Port ${port} is taken`,
    );
    const { code, stdout, stderr } = await runInProcess(['view', input, '--port', String(port)]);
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/is taken/)]);
  });

  it('can be ended at any time', async () => {
    const onProgress = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
    const early = await serveReport({ ...wholeReport, inputs: [input], port: 0, onProgress });
    await early.close();
    await expect(early.complete).rejects.toThrow();
  });

  it('says in the end that nothing could be read', async () => {
    const { code, stderr } = await runInProcess(['view', writeDataset(['null', '{'])]);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/:1: the line holds null.*holds no record/s)]);
  });
});

describe('large datasets', () => {
  it('are read in threads, to the same page', async () => {
    const built = pathToFileURL(join(packageRoot, 'dist', 'report-page', 'serve-report.js')).href;
    const inThreads: typeof import('../../src/report-page/serve-report.js') = await import(built);
    const lines = [
      ...Object.values(sampleRecords).map((record) => JSON.stringify(record)),
      ...['broken', 'null'],
      ...many
        .slice(0, 70)
        .map((record, index) => JSON.stringify(index % 7 === 0 ? { ...record, scenario: 5 } : record)),
    ];
    // Spaces after a record mean nothing, but a thread is worth its while by the bytes.
    const inputs = ['', ' '.repeat(1 << 20)].map((padding) =>
      writeDataset(lines.map((line) => line + padding)),
    );
    const reports: object[] = [];
    for (const [place, serve] of [serveReport, inThreads.serveReport].entries()) {
      const told: string[] = [];
      const report = await serve({
        ...{ ...wholeReport, inputs: [inputs[place] ?? ''], port: 0 },
        onUnreadable: (_input, line, problem) => told.push(`${line} ${problem}`),
      });
      try {
        const data = await report.complete;
        const found = await Promise.all(
          ['find', 'find?text=number+6', 'find?law=broken', 'conversation?row=9', 'rows?rows=3,9'].map(
            async (path) => (await fetch(new URL(path, report.url))).text(),
          ),
        );
        reports.push({ data, found, told });
      } finally {
        await report.close();
      }
    }
    expect(reports[1]).toEqual(reports[0]);
    expect(reports[0]).toMatchObject({
      told: [expect.stringContaining('not JSON'), expect.stringContaining('holds null')],
    });
  }, 60_000);
});

describe('datagen view and report', () => {
  it('view stops on Ctrl-C', async () => {
    const interruption = new AbortController();
    const ended = runInProcess(['view', writeDataset([makeRecord()]), '--no-laws'], {
      signal: interruption.signal,
    });
    setTimeout(() => interruption.abort(), 1_500);
    const { code, stdout, stderr } = await ended;
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('Ctrl-C ends it') });
  });

  it('report writes one file, of one dataset or two', async () => {
    const output = `${emptyDirectory()}/deep/report.html`;
    const [first, second] = [
      writeDataset([makeRecord()], 'first.jsonl'),
      writeDataset([makeRecord()], 'second.jsonl'),
    ];
    const one = await runInProcess(['report', first, '--output', output]);
    expect({ ...one, code: one.code }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('first.jsonl: 1 conversation'),
    });
    const two = await runInProcess([
      'report',
      '--input',
      first,
      '--input',
      second,
      '--output',
      output,
      '--json',
    ]);
    expect(JSON.parse(two.stdout)).toMatchObject({
      output,
      datasets: [{ name: 'first.jsonl' }, { name: 'second.jsonl' }],
    });
  });

  it.each([
    [['report', 'a', 'b', 'c'], /one path, or two/],
    [['report', 'a.jsonl', '--input', 'b.jsonl'], /named twice/],
    [['report', '/no/such/file.jsonl'], /no\/such\/file/],
    [['report', '--limit', '0'], /limit.*whole number from 1/],
    [['view', '--port', '99999'], /port.*0 to 65535/],
  ])('%j is refused in a sentence', async (argv, message) => {
    const { code, stderr } = await runInProcess(argv);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });
});
