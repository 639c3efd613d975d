import { beforeAll, describe, expect, it } from 'vitest';
import { bundledCatalogDirectory } from '../../src/config/package-paths.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { validateRecord } from '../../src/validate/validate-record.js';
import { buildCatalog, generateRecords } from '../support/generate-records.js';
import { createChaos } from './chaos.js';

// The same operators on Japanese records: the checker reads another language, and lets through no more.
describe('the mutant suite in Japanese', () => {
  let records: readonly DatasetRecord[];
  beforeAll(async () => {
    const artifacts = await buildCatalog(bundledCatalogDirectory);
    records = await generateRecords(artifacts, { n: '60', seed: '13', locale: 'ja', evaluate: true });
  });

  it('starts from records that keep every law', () => {
    for (const record of records) expect(validateRecord(record), record.conversation_id).toEqual([]);
  });

  it('lets no mutated record escape the law that its operator names', { timeout: 240_000 }, () => {
    const chaos = createChaos(validateRecord, { seed: 13, perRecord: 60 });
    records.forEach(chaos.add);
    const escaped = chaos.results.filter(({ applied, caught }) => caught < applied);
    expect(escaped.map(({ name, escaped: ids }) => `${name}: ${ids.join(', ')}`)).toEqual([]);
  });
});
