import { bundledCatalogDirectory } from '../../src/config/package-paths.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { buildCatalog, generateEvents } from '../support/generate-records.js';

/** The first 60 records of a run in all languages with twins, as a file gives them. */
export async function makeGeneratedRecords(): Promise<DatasetRecord[]> {
  const artifacts = await buildCatalog(bundledCatalogDirectory);
  const events = await generateEvents(artifacts, { n: '24', seed: '11', twins: true, locale: 'mixed' });
  const records = events
    .flatMap((event) =>
      event.type === 'record-ready' || event.type === 'variant-ready' ? [event.record] : [],
    )
    .slice(0, 60);
  if (records.length < 60) throw new Error(`Only ${records.length} records were generated.`);
  return JSON.parse(JSON.stringify(records)) as DatasetRecord[];
}
