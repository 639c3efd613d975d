import { beforeAll, describe, expect, it } from 'vitest';
import { bundledCatalogDirectory } from '../../src/config/package-paths.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { validateRecord } from '../../src/validate/validate-record.js';
import { buildCatalog, generateRecords } from '../support/generate-records.js';
import { sampleRecords } from '../support/sample-record.js';
import { playRecord, situation, situationNames } from '../support/situations.js';
import { type ChaosOptions, createChaos, mergeResults, type OperatorResult, renderResults } from './chaos.js';
import { mutants } from './mutants.js';

// A smaller cut of `npm run chaos -- records`: every operator on hand-made records, and each generated one broken in many ways.
const size = 200;
const waysEach = 40;
const seeds = [1, 2, 3];

/** Made by hand, and one for each thing that a conversation can be made to show. */
const samples = [
  ...Object.values(sampleRecords),
  ...situationNames.map((name) => playRecord(situation(name))),
];

describe('the mutant suite', () => {
  let generated: readonly DatasetRecord[];
  beforeAll(async () => {
    const artifacts = await buildCatalog(bundledCatalogDirectory);
    generated = await generateRecords(artifacts, { n: String(size), seed: '11', evaluate: true });
  });

  it('has at least 100 operators with names of their own, for each law that a record can break', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(100);
    expect([...new Set(mutants.map(({ law }) => law))].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 8]);
  });

  it('starts from records that keep every law', () => {
    for (const record of [...samples, ...generated])
      expect(validateRecord(record), record.conversation_id).toEqual([]);
  });

  it('lets no mutated record escape the law that its operator names', { timeout: 240_000 }, () => {
    const runs = [
      ...seeds.map((seed) => run(samples, { seed })),
      run(generated, { seed: 11, perRecord: waysEach }),
    ];
    const results = mergeResults(runs);
    const escaped = results.filter(({ applied, caught }) => caught < applied);
    expect(escaped.map(({ name, escaped: ids }) => `${name}: ${ids.join(', ')}`)).toEqual([]);
    expect(results.filter(({ applied }) => applied === 0).map(({ name }) => name)).toEqual([]);
    expect(renderResults(results).split('\n')).toHaveLength(mutants.length + 2);
  });

  it('gives each record the operators that applied least so far', () => {
    const applied = run(generated, { seed: 1, perRecord: 4 }).map((result) => result.applied);
    expect(applied.reduce((sum, count) => sum + count, 0)).toBe(4 * generated.length);
    expect(Math.max(...applied)).toBeLessThan(15);
  });
});

function run(records: readonly DatasetRecord[], options: ChaosOptions): readonly OperatorResult[] {
  const chaos = createChaos(validateRecord, options);
  records.forEach(chaos.add);
  return chaos.results;
}
