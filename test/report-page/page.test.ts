import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRecord } from '../support/make-record.js';
import { sampleRecords } from '../support/sample-record.js';
import {
  executablePath,
  makeReport,
  type OpenPage,
  openPage,
  type PageOptions,
  writeDataset,
} from './open-page.js';

const imported = makeRecord({
  id: 'theirs-1',
  extra: { provenance: { status: 'unknown' }, metadata: { imported: { format: 'openai', entry: 1 } } },
});
/** A fact that nothing supports. */
const broken = structuredClone(Object.values(sampleRecords)[0]) as unknown as {
  conversation_id: string;
  messages: { role: string; content: string }[];
};
broken.conversation_id = 'conv_9_0009';
const last = broken.messages.findLast(({ role, content }) => role === 'assistant' && content !== '');
if (last !== undefined) last.content += ' It has 977 rooms.';
const records = [...Object.values(sampleRecords), broken, imported];

let browser: Browser;
let report: string;
let pair: string;

function open(hash = '', options: PageOptions = {}, file = report): Promise<OpenPage> {
  return openPage(browser, `${pathToFileURL(file).href}${hash}`, options);
}

describe.skipIf(!existsSync(executablePath))('the report in Chromium', () => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    report = await makeReport(writeDataset([...records, '{"no": "record"}']));
    pair = await makeReport(
      writeDataset(records, 'first.jsonl'),
      writeDataset(records.slice(0, 3), 'second.jsonl'),
    );
  });
  afterAll(async () => {
    await browser.close();
  });

  it('opens from a file, asks for nothing and complains of nothing, in every part', async () => {
    const { page, complaints } = await open();
    expect(await page.locator('.tile .value').first().textContent()).toBe(String(records.length));
    expect(await page.locator('.figures tbody tr').count()).toBeGreaterThan(30);
    expect(await page.locator('details.note').innerText()).toContain('1 line of data.jsonl cannot be read');
    for (const part of ['Tool graph', 'Duplicates', 'Conversations', 'Overview']) {
      await page.getByRole('link', { name: part, exact: true }).click();
      expect(await page.locator('.part:not([hidden])').getAttribute('aria-label')).toMatch(
        part === 'Duplicates' ? /duplicate/ : new RegExp(part),
      );
    }
    await page.waitForTimeout(400);
    expect(complaints).toEqual([]);
  });

  it('searches what was said, called and answered, and filters', async () => {
    const { page, complaints } = await open('#conversations');
    const found = page.locator('.found');
    await page.waitForSelector('.row');
    expect(await found.textContent()).toBe(`${records.length} conversations`);
    await page.keyboard.press('/');
    await page.keyboard.type('HTL-20391');
    await expect.poll(() => found.textContent()).toBe(`2 of ${records.length} conversations`);
    await page.locator('#search').fill('no such words');
    await expect.poll(() => found.textContent()).toBe(`0 of ${records.length} conversations`);
    expect(await page.locator('.row-list .empty').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('Tool', { exact: true }).fill('coinwise');
    await expect.poll(() => found.textContent()).toBe(`1 of ${records.length} conversations`);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('Laws').selectOption('2');
    await expect.poll(() => page.locator('.row').count()).toBeGreaterThan(0);
    await page.getByLabel('Kind').selectOption('imported');
    await page.getByLabel('Laws').selectOption('');
    await expect.poll(() => page.locator('.row .tag').first().textContent()).toBe('imported');
    expect(page.url()).toContain('#conversations?kind=imported');
    expect(complaints).toEqual([]);
  });

  it('leads from each bar to as many conversations as it says', async () => {
    const twin = { ...Object.values(sampleRecords)[1], conversation_id: 'conv_9_0001~error' };
    const file = await makeReport(writeDataset([...records, twin]));
    const { page, complaints } = await open('', {}, file);
    const bars = page.locator('.column-link[href]');
    for (const bar of await bars.all()) {
      const said = /: ([\d\s]+)/.exec((await bar.getAttribute('aria-label')) ?? '')?.[1]?.trim();
      await bar.dispatchEvent('click');
      await expect
        .poll(() => page.locator('.found').textContent())
        .toMatch(new RegExp(`^${said}( of \\d+)? conversations$`));
    }
    expect(await bars.count()).toBeGreaterThan(20);
    expect(complaints).toEqual([]);
  });

  it('lights the source of an argument and of a fact, and leads to it', async () => {
    const { page, complaints } = await open('#conversations?tool=stayfinder%3A%3Aget_hotel');
    await page.waitForSelector('.call');
    const id = page.locator('.call-arguments .place', { hasText: 'HTL-20391' }).first();
    await id.hover();
    expect(await page.locator('.result .source').first().textContent()).toBe('HTL-20391');
    expect(await page.locator('.connections path').count()).toBeGreaterThan(0);
    expect(await page.locator('.source-bar').innerText()).toContain('the output of step 1');
    await id.click();
    expect(await id.getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Go to source' }).click();
    const focused = page.locator('.place:focus');
    expect(await focused.textContent()).toBe('HTL-20391');
    expect(await page.locator('.result .place:focus').count()).toBe(1);
    // And the way back: what the source gave.
    expect(await page.locator('.used').count()).toBeGreaterThan(0);
    const city = page.locator('.message.user .place', { hasText: 'Lisbon' }).first();
    await city.hover();
    expect(await page.locator('.call-arguments .used').first().textContent()).toBe('Lisbon');
    await page.keyboard.press('Escape');
    expect(await page.locator('.lit, .used, .source').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('goes through conversations by keyboard', async () => {
    const { page } = await open('#conversations');
    await page.waitForSelector('.message');
    const title = page.locator('.pane-title h2');
    const first = await title.textContent();
    await page.locator('.row-list').focus();
    await page.keyboard.press('j');
    await expect.poll(() => title.textContent()).not.toBe(first);
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => title.textContent()).toBe(first);
    await page.keyboard.press('End');
    await expect.poll(() => title.textContent()).toBe('theirs-1');
    expect(await page.locator('.conversation .note').innerText()).toContain(
      'does not say where its values come from',
    );
    expect(await page.locator('.row[aria-selected="true"]').count()).toBe(1);
  });

  it('says which laws are broken, and where', async () => {
    const { page } = await open('#conversations?law=2');
    await page.waitForSelector('.violations');
    expect(await page.locator('.violations').innerText()).toContain('law 2 provenance');
    await page.locator('.violations button').first().click();
    expect(await page.evaluate('document.activeElement.id')).toMatch(/^message-\d+$/);
  });

  it('shows the graph, an endpoint and its conversations', async () => {
    const { page, complaints } = await open('#graph');
    const names = page.locator('.endpoints .name');
    expect(await names.count()).toBe(await page.locator('.usage .node').count());
    await page.getByRole('button', { name: /stayfinder::get_hotel/ }).click();
    expect(await page.locator('.graph-panel').innerText()).toMatch(
      /arguments come from\s*stayfinder::search_hotels/i,
    );
    await page.getByRole('link', { name: 'Conversations that call it' }).click();
    await page.waitForSelector('.call');
    expect(complaints).toEqual([]);
  });

  it('sets two datasets side by side', async () => {
    const { page, complaints } = await open('', {}, pair);
    expect(await page.locator('.glance').count()).toBe(2);
    expect(await page.locator('.figures thead').first().innerText()).toMatch(/A\s+B\s+A − B/);
    expect(await page.locator('.phenomenon .mark').count()).toBeGreaterThan(2);
    await page.goto(`${pathToFileURL(pair).href}#conversations?dataset=1`);
    await expect
      .poll(() => page.locator('.found').textContent())
      .toBe(`3 of ${records.length + 3} conversations`);
    expect(complaints.filter((each) => !each.startsWith('file:'))).toEqual([]);
  });

  it('is dark where the system is, and where it is told to be', async () => {
    const ground = (page: OpenPage['page']) =>
      page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await open();
    const dark = await open('', { dark: true });
    const [lightGround, darkGround] = [await ground(light.page), await ground(dark.page)];
    expect(darkGround).not.toBe(lightGround);
    await light.page.locator('#theme').click();
    expect(await ground(light.page)).toBe(lightGround);
    await light.page.locator('#theme').click();
    expect(await ground(light.page)).toBe(darkGround);
    expect(await light.page.locator('#theme').getAttribute('aria-label')).toBe('Colours: dark');
  });

  it.each(['', '#graph', '#duplicates', '#conversations?row=0'])(
    'is read at phone width: %j',
    async (hash) => {
      const { page, complaints } = await open(hash, { width: 390, height: 844 });
      await page.waitForTimeout(200);
      const overflow = await page.evaluate(
        `Math.max(...[...document.querySelectorAll('.part:not([hidden]), .scroller, body')].map((node) => node.scrollWidth))`,
      );
      expect(overflow).toBeLessThanOrEqual(390);
      if (hash.includes('row')) {
        expect(await page.locator('.pane').isVisible()).toBe(true);
        await page.getByRole('button', { name: 'Back to the list' }).click();
        expect(await page.locator('.row-list').isVisible()).toBe(true);
      }
      expect(complaints).toEqual([]);
    },
  );

  it('works without DecompressionStream', async () => {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'DecompressionStream');
    });
    await page.goto(`${pathToFileURL(report).href}#conversations`);
    await page.waitForSelector('.message');
    await page.close();
  });
});
