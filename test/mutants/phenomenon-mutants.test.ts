import { beforeAll, describe, expect, it } from 'vitest';
import { bundledCatalogDirectory } from '../../src/config/package-paths.js';
import { createRandom } from '../../src/random/random.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { phenomenonNames } from '../../src/types/plan-row.js';
import { validateRecord } from '../../src/validate/validate-record.js';
import { buildCatalog, generateRecords } from '../support/generate-records.js';
import { playRecord, situation, situationNames } from '../support/situations.js';
import { applyMutant } from './mutant.js';
import { phenomenonMutants } from './phenomenon-mutants.js';

/** What the bundled catalog shows in a hundred rows, and every situation of the small hotel world. */
let records: readonly DatasetRecord[];
beforeAll(async () => {
  const generated = await generateRecords(await buildCatalog(bundledCatalogDirectory), {
    n: '100',
    seed: '42',
  });
  records = [...generated, ...situationNames.map((name) => playRecord(situation(name)))];
});

describe('the mutants of phenomena', () => {
  it('start from records that show every phenomenon and break no law', () => {
    const shown = new Set(records.flatMap(({ phenomena }) => phenomena.map(({ name }) => name)));
    expect([...shown].sort()).toEqual([...phenomenonNames].sort());
    for (const record of records) expect(validateRecord(record), record.conversation_id).toEqual([]);
  });

  it.each(phenomenonNames)('has two or more of %s', (name) => {
    const own = phenomenonMutants.filter(({ phenomenon }) => phenomenon === name);
    expect(own.length).toBeGreaterThanOrEqual(2);
  });

  it.each(phenomenonMutants.map((mutant) => [mutant.name, mutant] as const))('catches %s', (name, mutant) => {
    let applied = 0;
    const escaped: string[] = [];
    records.forEach((record, index) => {
      const mutated = applyMutant(mutant, record, createRandom(`${name}/${index}`));
      if (mutated === null) return;
      applied += 1;
      const rules = validateRecord(mutated).filter(({ law }) => law === mutant.law);
      const caught =
        mutant.law === 0
          ? rules.some(
              ({ rule, message }) => rule.startsWith('phenomenon') && message.includes(mutant.phenomenon),
            )
          : rules.length > 0;
      if (!caught) escaped.push(`${index} ${record.conversation_id}`);
    });
    expect(escaped).toEqual([]);
    expect(applied).toBeGreaterThan(0);
  });
});
