import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { readReferences } from '../../src/metrics/read-references.js';
import { writeReport } from '../../src/report-page/write-report.js';

export const executablePath = '/usr/bin/chromium';

/** A dataset of these lines, objects as JSON. */
export function writeDataset(lines: readonly unknown[], name = 'data.jsonl'): string {
  const path = join(mkdtempSync(join(tmpdir(), 'datagen-report-')), name);
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return path;
}

/** The settings of a report that has everything. */
export const wholeReport = {
  ...{ limit: null, seed: 1, checksLaws: true, computesFigures: true, references: readReferences() },
  ...{ mixTargets: { refusal: 0.03 }, graph: null, onProgress: async () => undefined },
} as const;

/** The report of these datasets, as a file. */
export async function makeReport(...inputs: readonly string[]): Promise<string> {
  const output = join(mkdtempSync(join(tmpdir(), 'datagen-report-')), 'report.html');
  await writeReport({ ...wholeReport, inputs, output });
  return output;
}

export type OpenPage = { readonly page: Page; readonly complaints: string[] };
export type PageOptions = { readonly width?: number; readonly height?: number; readonly dark?: boolean };

/** A page with all that it complains about, and all that it asks for but for what `isOwn` lets through. */
export async function openPage(
  browser: Browser,
  url: string,
  { width = 1280, height = 800, dark = false }: PageOptions = {},
  isOwn: (request: string) => boolean = () => false,
): Promise<OpenPage> {
  const complaints: string[] = [];
  const page = await browser.newPage({
    viewport: { width, height },
    reducedMotion: 'reduce',
    colorScheme: dark ? 'dark' : 'light',
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  page.on('request', (request) => {
    if (!isOwn(request.url())) complaints.push(request.url());
  });
  await page.goto(url);
  // The page itself is the one thing that is asked for.
  if (url.startsWith('file:')) expect(complaints.splice(0)).toEqual([url.replace(/#.*/s, '')]);
  return { page, complaints };
}
