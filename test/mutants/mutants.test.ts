import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random/random.js';
import { validateRecord } from '../../src/validate/validate-record.js';
import { sampleRecords } from '../support/sample-record.js';
import { playRecord, situation, situationNames } from '../support/situations.js';
import { applyMutant } from './mutant.js';
import { mutants } from './mutants.js';

const seeds = [1, 2, 3, 4, 5];
/** Made by hand, and one for each thing that a conversation can be made to show. */
const records = [
  ...Object.entries(sampleRecords),
  ...situationNames.map((name) => [name, playRecord(situation(name))] as const),
];

describe('the mutant suite', () => {
  it('has at least 30 operators with names of their own', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(30);
  });

  for (const mutant of mutants) {
    it(`catches ${mutant.name} under law ${mutant.law}`, () => {
      let applied = 0;
      for (const [name, record] of records) {
        for (const seed of seeds) {
          const mutated = applyMutant(mutant, record, createRandom(seed));
          if (mutated === null) continue;
          applied += 1;
          const laws = validateRecord(mutated).map(({ law }) => law);
          expect(laws, `${name}, seed ${seed}`).toContain(mutant.law);
        }
      }
      expect(applied).toBeGreaterThan(0);
    });
  }
});
