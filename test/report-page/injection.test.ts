import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRecord } from '../support/make-record.js';
import { hostileRecords, hostileTexts } from './hostile-records.js';
import { executablePath, makeReport, openPage, writeDataset } from './open-page.js';

const foreign =
  'img, iframe, object, embed, link, base, form:not(.filter-bar), b:not(.source-bar b, .score b, .violations b), [onerror], [onload], [onmouseover], [onfocus], a[href]:not([href^="#"])';

/** Elements that the page itself never makes, and what ran of theirs. */
async function whatGotIn(page: Page): Promise<unknown> {
  return page.evaluate(
    `[document.querySelectorAll(${JSON.stringify(foreign)}).length, globalThis.hacked ?? 'nothing ran']`,
  );
}

const nothing = [0, 'nothing ran'];

function goTo(page: Page, hash: string): Promise<unknown> {
  return page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
}

describe('a report of hostile records, as a file', () => {
  it('has the same markup as one of plain records', async () => {
    const [hostile, plain] = await Promise.all(
      [hostileRecords, [makeRecord()]].map(async (records) =>
        readFile(await makeReport(writeDataset(records)), 'utf8'),
      ),
    );
    const markupOf = (page = ''): string =>
      page
        .replace(/(<script type="(?:application\/json|text\/plain)"[^>]*>)[^<]*/g, '$1')
        .replace(/(<script type="text\/plain" class="block"><\/script>\n)+/, '');
    expect(markupOf(hostile)).toBe(markupOf(plain));
    expect(plain).toMatch(
      /default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; base-uri 'none'; form-action 'none'"/,
    );
  });
});

describe.skipIf(!existsSync(executablePath))('a report of hostile records in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser.close();
  });

  it('shows nothing but text, in every part and every conversation', async () => {
    const file = await makeReport(
      writeDataset(hostileRecords, 'hostile<img src=x>.jsonl'),
      writeDataset([makeRecord()]),
    );
    const { page, complaints } = await openPage(browser, `${pathToFileURL(file).href}`);
    for (const part of ['overview', 'graph', 'duplicates']) {
      await goTo(page, part);
      await page.waitForTimeout(150);
      expect(await whatGotIn(page)).toEqual(nothing);
    }
    const endpoints = page.locator('.endpoint');
    await goTo(page, 'graph');
    const count = await endpoints.count();
    for (let place = 0; place < count; place += 1) {
      await endpoints.nth(place).click();
      expect(await whatGotIn(page)).toEqual(nothing);
      await page.getByRole('button', { name: 'All endpoints' }).click();
    }
    for (const [row, text] of hostileTexts.entries()) {
      await goTo(page, `conversations?dataset=0&row=${row}`);
      await expect
        .poll(() => page.locator('.pane-title small').textContent())
        .toMatch(new RegExp(`line ${row + 1}$`));
      await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
      await page.evaluate(
        "for (const each of document.querySelectorAll('.conversation .place')) each.click()",
      );
      expect(await whatGotIn(page)).toEqual(nothing);
      if (/^[ -~]{1,200}$/.test(text))
        expect(await page.locator('.conversation').textContent()).toContain(text);
    }
    expect(complaints).toEqual([]);
  });

  it('finds them by what they say, and filters by it', async () => {
    const file = await makeReport(writeDataset(hostileRecords));
    const { page, complaints } = await openPage(browser, `${pathToFileURL(file).href}#conversations`);
    await page.locator('#search').fill('"<iframe srcdoc="');
    await expect.poll(() => page.locator('.found').textContent()).toMatch(/^1 of/);
    await page.locator('#search').fill('');
    await page.getByLabel('Domain').selectOption(hostileTexts[1] ?? '');
    await expect.poll(() => page.locator('.found').textContent()).toMatch(/^1 of/);
    expect(await whatGotIn(page)).toEqual(nothing);
    expect(complaints).toEqual([]);
  });
});
