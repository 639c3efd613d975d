import { beforeAll, describe, expect, it } from 'vitest';
import { buildCatalog, generateRecords } from '../../test/support/generate-records.js';
import { bundledCatalogDirectory, configDirectory } from '../config/package-paths.js';
import type { Artifacts } from '../graph/read-artifacts.js';
import { loadLanguage } from '../language/data/load-language.js';
import { validateRecord } from '../validate/validate-record.js';
import { viewLanguage } from './conversation-view.js';
import { regroundRecord } from './reground-record.js';

/** Figures of the metadata follow from the sources, so other sources may make others. */
const isCount = (rule: string): boolean => /recount/.test(rule);

describe('regroundRecord', () => {
  let artifacts: Artifacts;
  beforeAll(async () => {
    artifacts = await buildCatalog(bundledCatalogDirectory);
  }, 120_000);

  it.each(['en', 'ja'])(
    'finds the sources of records in %s again',
    async (locale) => {
      const view = viewLanguage(loadLanguage(configDirectory, locale), configDirectory);
      const records = await generateRecords(artifacts, { n: '60', seed: '21', locale });
      let [sources, missed, answered, lawful] = [0, 0, 0, 0];
      for (const record of records) {
        const again = regroundRecord(record, view);
        sources += record.provenance.arguments.length;
        missed += again.missed.length;
        const { answers } = again.record.provenance;
        const answersOnly = { ...record, provenance: { ...record.provenance, answers } };
        if (validateRecord(answersOnly).length === 0) answered += 1;
        if (validateRecord(again.record).every(({ rule }) => isCount(rule))) lawful += 1;
      }
      expect(1 - missed / sources).toBeGreaterThanOrEqual(0.97);
      expect(answered / records.length).toBeGreaterThanOrEqual(0.9);
      expect(lawful / records.length).toBeGreaterThanOrEqual(0.85);
    },
    120_000,
  );
});
