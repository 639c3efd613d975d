import { readFileSync } from 'node:fs';
import { createRandom } from '../../src/random/random.js';
import type { DatasetRecord } from '../../src/types/dataset-record.js';
import { validateRecord } from '../../src/validate/validate-record.js';
import { applyMutant } from './mutant.js';
import { mutants } from './mutants.js';

/** How one operator fared over a file. */
export type MutantResult = {
  readonly name: string;
  readonly law: number;
  /** Records that the operator could corrupt. */
  readonly applied: number;
  /** Corrupted records with a violation of the law that the operator names. */
  readonly caught: number;
  /** Corrupted records by law that some violation names, laws 0 to 8. */
  readonly byLaw: readonly number[];
};

/** Runs every operator over every good record of a JSONL file; records that break a law already are left out and counted. */
export function runMutantsOnFile(
  path: string,
  seed = 1,
): { readonly results: readonly MutantResult[]; readonly broken: number } {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const records = lines.map((line) => JSON.parse(line) as DatasetRecord);
  const good = records.filter((record) => validateRecord(record).length === 0);
  const results = mutants.map((mutant): MutantResult => {
    const byLaw = Array.from({ length: 9 }, () => 0);
    let applied = 0;
    good.forEach((record, index) => {
      const mutated = applyMutant(mutant, record, createRandom(`${seed}/${mutant.name}/${index}`));
      if (mutated === null) return;
      applied += 1;
      for (const law of new Set(validateRecord(mutated).map((violation) => violation.law)))
        byLaw[law] = (byLaw[law] ?? 0) + 1;
    });
    return { name: mutant.name, law: mutant.law, applied, caught: byLaw[mutant.law] ?? 0, byLaw };
  });
  return { results, broken: records.length - good.length };
}

/** The table of operator × law for people; `!` marks an operator that got away. */
export function renderMutantTable(results: readonly MutantResult[]): string {
  const head = `${'operator'.padEnd(40)} law applied caught   ${[0, 1, 2, 3, 4, 5, 6, 7, 8].map((law) => `L${law}`.padStart(5)).join('')}`;
  const rows = results.map(({ name, law, applied, caught, byLaw }) => {
    const cells = byLaw.map((count) => (count === 0 ? '·' : String(count)).padStart(5)).join('');
    return `${name.padEnd(40)} ${String(law).padStart(3)} ${String(applied).padStart(7)} ${String(caught).padStart(6)} ${applied > caught ? '!' : ' '} ${cells}`;
  });
  return [head, ...rows].join('\n');
}
