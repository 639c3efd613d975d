import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPicture } from '../../src/graph-view/create-picture.js';
import type { GraphPicture } from '../../src/graph-view/graph-picture.js';
import { renderPicture } from '../../src/graph-view/render-picture.js';
import { makeHostilePicture, travelGraph, wholeGraph } from '../support/make-picture.js';
import { travelRegistry } from '../support/travel-registry.js';

const executablePath = '/usr/bin/chromium';
const drawsInSoftware = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const everything = createPicture(travelRegistry(), travelGraph, wholeGraph);

let browser: Browser;

/** A page opened from a file, with all that it complained about or asked for. */
async function open(picture: GraphPicture, from = browser): Promise<{ page: Page; complaints: string[] }> {
  const path = join(mkdtempSync(join(tmpdir(), 'datagen-page-')), 'graph.html');
  writeFileSync(path, await renderPicture(picture, 'html'));
  const complaints: string[] = [];
  const page = await from.newPage({ viewport: { width: 1200, height: 800 }, reducedMotion: 'reduce' });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  page.on('request', (request) => complaints.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  // The file itself is the one thing that is asked for.
  expect(complaints.splice(0)).toEqual([pathToFileURL(path).href]);
  return { page, complaints };
}

async function clickMiddle(page: Page): Promise<void> {
  const box = await page.locator('#stage').boundingBox();
  await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
}

describe.skipIf(!existsSync(executablePath))('the html picture in Chromium', () => {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: drawsInSoftware });
  });
  afterAll(async () => {
    await browser.close();
  });

  it('opens from a file, asks for nothing and complains of nothing', async () => {
    const { page, complaints } = await open(everything);
    await page.waitForTimeout(300);
    expect(await page.textContent('#counts')).toBe('12 endpoints · 4 edges');
    expect(await page.locator('#stage canvas').count()).toBeGreaterThan(0);
    expect(await page.locator('.sorry').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('finds endpoints by keyboard and shows their parameters, fields and links', async () => {
    const { page, complaints } = await open(everything);
    await page.keyboard.press('/');
    await page.keyboard.type('hotel_id get');
    await page.keyboard.press('Enter');
    const panel = page.locator('#panel');
    expect(await panel.locator('h2').textContent()).toBe('get_hotel');
    expect(await panel.innerText()).toMatch(
      /hotel_id\s*required\s*string · hotel id \(0\.90\) · only a link can fill it/,
    );
    expect(await panel.innerText()).toContain('/data/description');
    await panel.getByRole('button', { name: 'search_hotels' }).click();
    expect(await panel.innerText()).toContain(
      "/results/*/id of 'search_hotels' supplies the required parameter hotel_id of 'get_hotel'.",
    );
    await page.keyboard.press('Escape');
    expect(await panel.isHidden()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('shows an endpoint that is clicked', async () => {
    const { page, complaints } = await open({
      ...everything,
      nodes: everything.nodes.slice(0, 1),
      edges: [],
    });
    await clickMiddle(page);
    await page.waitForSelector('#panel h2');
    expect(await page.textContent('#panel h2')).toBe(everything.nodes[0]?.name);
    expect(complaints).toEqual([]);
  });

  it('justifies an edge that is clicked', async () => {
    const pair = createPicture(travelRegistry(), travelGraph, { ...wholeGraph, around: 'hotels/get_hotel' });
    const { page, complaints } = await open(pair);
    await clickMiddle(page);
    await page.waitForSelector('#panel .summary');
    expect(await page.textContent('#panel h2')).toBe('search_hotels → get_hotel');
    expect(await page.locator('#panel').innerText()).toMatch(
      /Both identify a hotel[\s\S]*Confidence 0\.81\.[\s\S]*Path: /,
    );
    expect(complaints).toEqual([]);
  });

  it('filters by kind of edge and by category', async () => {
    const { page, complaints } = await open(everything);
    const counts = page.locator('#counts');
    await page.getByLabel('Semantic').check();
    expect(await counts.textContent()).toBe('12 endpoints · 5 edges');
    await page.getByLabel('work').uncheck();
    expect(await counts.textContent()).toBe('9 endpoints · 5 edges');
    await page.getByRole('button', { name: 'None' }).click();
    expect(await counts.textContent()).toBe('0 endpoints · 0 edges');
    await page.getByRole('button', { name: 'All' }).click();
    expect(await counts.textContent()).toBe('12 endpoints · 5 edges');
    expect(complaints).toEqual([]);
  });

  it('shows hostile texts as texts, their marks made visible', async () => {
    const hostile = '</script><img src=x onerror=alert(1)>\u2028\u202e"&lt;';
    const { page, complaints } = await open(makeHostilePicture(hostile));
    await page.keyboard.press('/');
    await page.keyboard.type('script');
    await page.keyboard.press('Enter');
    expect(await page.textContent('#panel h2')).toBe(
      '</script><img src=x onerror=alert(1)>\\u2028\\u202e"&lt;',
    );
    await page.locator('#panel h3:has-text("Links") + ul button').first().click();
    await page.waitForSelector('#panel .summary');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('#notice').innerText()).toContain('\\u202e');
    expect(complaints).toEqual([]);
  });

  it('still searches and tells where a browser draws no WebGL', async () => {
    const plain = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-3d-apis'] });
    try {
      const { page } = await open(everything, plain);
      expect(await page.locator('.sorry').count()).toBe(1);
      await page.keyboard.press('/');
      await page.keyboard.type('book_hotel');
      await page.keyboard.press('Enter');
      expect(await page.textContent('#panel h2')).toBe('book_hotel');
    } finally {
      await plain.close();
    }
  });
});
