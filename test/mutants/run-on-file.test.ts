import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleRecords } from '../support/sample-record.js';
import { renderMutantTable, runMutantsOnFile } from './run-on-file.js';

// `MUTANT_FILE=output/conversations.jsonl npx vitest run test/mutants/run-on-file` prints the table for any file.
const given = process.env['MUTANT_FILE'];

describe('runMutantsOnFile', () => {
  it('catches every corruption of every record in a file', { timeout: 600_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
    try {
      const file = given ?? join(folder, 'records.jsonl');
      if (given === undefined)
        writeFileSync(
          file,
          Object.values(sampleRecords)
            .map((record) => JSON.stringify(record))
            .join('\n'),
        );
      const { results, broken } = runMutantsOnFile(file);
      if (given !== undefined)
        console.log(`${renderMutantTable(results)}\n${broken} records were broken before.`);
      expect(results.filter(({ applied, caught }) => caught < applied).map(({ name }) => name)).toEqual([]);
      expect(renderMutantTable(results).split('\n')).toHaveLength(results.length + 1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
