import { beforeAll, describe, expect, it } from 'vitest';
import { loadRunConfig } from '../../src/config/load-run-config.js';
import { bundledCatalogDirectory } from '../../src/config/package-paths.js';
import type { Artifacts } from '../../src/graph/read-artifacts.js';
import { createCoverageMeter } from '../../src/steering/coverage-meter.js';
import { createRunSampler } from '../../src/steering/create-run-sampler.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { validateRecord } from '../../src/validate/validate-record.js';
import { buildCatalog, generateEvents, generateRecords } from '../support/generate-records.js';

let artifacts: Artifacts;
beforeAll(async () => {
  artifacts = await buildCatalog(bundledCatalogDirectory);
}, 60_000);

const offered = (records: readonly DatasetRecord[]) =>
  new Set(records.flatMap(({ tools }) => tools.map(({ name }) => name)));

describe('include, exclude and hold out', () => {
  it('neither calls nor offers what is left out', async () => {
    const [first, second, third] = artifacts.registry.tools;
    const category = third?.category ?? '';
    const records = await generateRecords(artifacts, {
      n: '40',
      exclude: `${category}, ${first?.name}`,
      holdout_tools: second?.id ?? '',
    });
    const out = new Set(
      artifacts.registry.tools
        .filter((tool) => tool === first || tool === second || tool.category === category)
        .map(({ id }) => id),
    );
    const names = artifacts.registry.endpoints.flatMap(({ toolId, callName }) =>
      out.has(toolId) ? callName : [],
    );
    expect(records).toHaveLength(40);
    expect(names.filter((name) => offered(records).has(name))).toEqual([]);
    expect(records.flatMap(validateRecord)).toEqual([]);
  });

  it('uses nothing but what is included', async () => {
    const category = artifacts.registry.tools[0]?.category ?? '';
    const records = await generateRecords(artifacts, { n: '15', include: category });
    const inside = new Set(
      artifacts.registry.tools.filter((tool) => tool.category === category).map(({ id }) => id),
    );
    const names = artifacts.registry.endpoints.flatMap(({ toolId, callName }) =>
      inside.has(toolId) ? callName : [],
    );
    expect(records.length).toBeGreaterThan(0);
    expect([...offered(records)].filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe('difficulty', () => {
  it('is kept by every record', async () => {
    const difficulty = 'depth=3,fan_in=2,calls=5,clarifications=1,distractors=4';
    const records = await generateRecords(artifacts, { n: '12', difficulty });
    expect(records).toHaveLength(12);
    for (const { metadata } of records) {
      expect(metadata.difficulty.depth).toBeGreaterThanOrEqual(3);
      expect(metadata.difficulty.fan_in).toBeGreaterThanOrEqual(2);
      expect(metadata.difficulty.calls).toBeGreaterThanOrEqual(5);
      expect(metadata.difficulty.clarifications).toBeGreaterThanOrEqual(1);
      expect(metadata.difficulty.distractors).toBeGreaterThanOrEqual(4);
    }
  });

  it('is refused with the reason where the catalog or the mode cannot carry it', async () => {
    const events = await generateEvents(artifacts, { n: '3', mode: 'short', difficulty: 'calls=5' });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'catalog-exhausted', planned: 0 });
    expect(JSON.stringify(events[0])).toContain('impossible request');
  });
});

describe('coverage', () => {
  it.each([50, 300])(
    'of endpoints and links is near what a greedy choice reaches, n = %i',
    async (n) => {
      const config = await loadRunConfig({ command: 'generate', flags: {}, environment: {} });
      const meter = createCoverageMeter(artifacts, createRunSampler(artifacts, config));
      for (const record of await generateRecords(artifacts, { n: String(n), seed: '42' })) meter.add(record);
      const { endpoints, links } = meter.measure();
      expect(endpoints.covered / endpoints.bound).toBeGreaterThanOrEqual(0.9);
      expect(links.covered / links.bound).toBeGreaterThanOrEqual(0.85);
    },
    60_000,
  );
});
