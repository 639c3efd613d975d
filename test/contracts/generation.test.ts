import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledCatalogDirectory, packageRoot } from '../../src/config/package-paths.js';
import type { Artifacts } from '../../src/graph/read-artifacts.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { validateRecord } from '../../src/validate/validate-record.js';
import { buildCatalog, generateEvents, generateRecords } from '../support/generate-records.js';

const realSample = join(packageRoot, '..', 'shared', 'toolbench', 'sample');
const catalogs = [
  ['the bundled catalog', bundledCatalogDirectory],
  ['the messy fixture', join(packageRoot, 'test', 'fixtures', 'messy-catalog')],
  ['the ToolBench sample', realSample],
] as const;

for (const [name, path] of catalogs) {
  describe.skipIf(!existsSync(path))(`generateDataset on ${name}`, () => {
    let artifacts: Artifacts;
    let fifty: DatasetRecord[];
    beforeAll(async () => {
      artifacts = await buildCatalog(path);
      fifty = await generateRecords(artifacts, { n: '50', seed: '42' });
    }, 60_000);

    it('gives as many records as asked, in the order of their index', () => {
      const ids = fifty.map((record) => record.conversation_id);
      expect(ids).toEqual(ids.map((_, index) => `conv_42_${String(index).padStart(4, '0')}`));
      expect(fifty).toHaveLength(50);
    });

    it('keeps every law in every record', () => {
      expect(fifty.flatMap(validateRecord)).toEqual([]);
    });

    it('gives the same records again for the same seed', async () => {
      expect(await generateRecords(artifacts, { n: '50', seed: '42' })).toEqual(fifty);
    });

    it('makes a shorter run a prefix of a longer one', async () => {
      expect((await generateRecords(artifacts, { n: '120', seed: '42' })).slice(0, 50)).toEqual(fifty);
    });

    it('gives other chains and other values for another seed', async () => {
      const other = await generateRecords(artifacts, { n: '50', seed: '43' });
      const chains = (records: readonly DatasetRecord[]) =>
        records.map((record) => record.metadata.endpoint_ids.join(' '));
      const values = (records: readonly DatasetRecord[]) =>
        records.map((record) => JSON.stringify(record.tool_calls.map((call) => call.parameters)));
      const shared = chains(other).filter((chain, index) => chain !== '' && chain === chains(fifty)[index]);
      expect(shared.length).toBeLessThan(10);
      expect(values(other)).not.toEqual(values(fifty));
    });

    it('never repeats a chain with the same values', () => {
      const signatures = fifty.map((record) =>
        JSON.stringify([
          record.tool_calls.map(({ name: call, parameters }) => [call, parameters]),
          record.scenario.knows,
          record.goal.map((goal) => goal.text),
        ]),
      );
      expect(new Set(signatures).size).toBe(fifty.length);
    });
  });
}

describe('modes', () => {
  let artifacts: Artifacts;
  beforeAll(async () => {
    artifacts = await buildCatalog(bundledCatalogDirectory);
  }, 60_000);

  const assistants = (record: DatasetRecord) =>
    record.messages.filter((message) => message.role === 'assistant');
  const promises: readonly (readonly [mode: string, kept: (record: DatasetRecord) => boolean])[] = [
    ['parallel', (record) => assistants(record).some((message) => (message.tool_calls?.length ?? 0) >= 2)],
    ['multi_tool', (record) => record.metadata.num_distinct_tools >= 2],
    ['short', (record) => record.metadata.num_tool_calls >= 1 && record.metadata.num_tool_calls <= 2],
    [
      'clarification_first',
      (record) =>
        assistants(record)[0]?.tool_calls === undefined &&
        (assistants(record)[0]?.content.includes('?') ?? false),
    ],
    ['sequential', (record) => record.metadata.num_tool_calls >= 2],
  ];

  it.each(promises)('%s keeps its promise in every record', async (mode, kept) => {
    const records = await generateRecords(artifacts, { n: '40', seed: '9', mode });
    expect(records).toHaveLength(40);
    expect(records.filter((record) => !kept(record)).map((record) => record.conversation_id)).toEqual([]);
    expect(new Set(records.map((record) => record.metadata.sampling_mode))).toEqual(new Set([mode]));
  });

  it('mixed holds every mode', async () => {
    const records = await generateRecords(artifacts, { n: '100', seed: '9' });
    expect([...new Set(records.map((record) => record.metadata.sampling_mode))].sort()).toEqual([
      'clarification_first',
      'multi_tool',
      'parallel',
      'sequential',
      'short',
    ]);
  });
});

describe('corpus memory', () => {
  it('changes the plan, says so in each record and can be turned off', async () => {
    const artifacts = await buildCatalog(bundledCatalogDirectory);
    const on = await generateRecords(artifacts, { n: '30', seed: '5' });
    const off = await generateRecords(artifacts, { n: '30', seed: '5', corpus_memory: 'false' });
    expect(new Set(on.map((record) => record.metadata.corpus_memory_enabled))).toEqual(new Set([true]));
    expect(new Set(off.map((record) => record.metadata.corpus_memory_enabled))).toEqual(new Set([false]));
    expect(off.map((record) => record.metadata.endpoint_ids)).not.toEqual(
      on.map((record) => record.metadata.endpoint_ids),
    );
  });
});

describe('an exhausted catalog', () => {
  it('gives what is distinct and says that there is no more', async () => {
    const artifacts = await buildCatalog(join(packageRoot, 'test', 'fixtures', 'tiny-catalog'));
    const events = await generateEvents(artifacts, { n: '200', seed: '1' });
    const records = events.filter((event) => event.type === 'record-ready');
    const last = events.at(-1);
    expect(records.length).toBeGreaterThan(0);
    expect(records.length).toBeLessThan(200);
    expect(last?.type).toBe('catalog-exhausted');
  });
});
