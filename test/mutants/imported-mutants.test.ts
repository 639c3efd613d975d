import { describe, expect, it } from 'vitest';
import { toConversation } from '../../src/exchange/conversation.js';
import { toImportedRecord } from '../../src/exchange/to-imported-record.js';
import type { ImportedRecord } from '../../src/types/imported-record.js';
import { importedRules } from '../../src/validate/imported/validate-imported.js';
import { validateRecord } from '../../src/validate/validate-record.js';
import { sampleRecords } from '../support/sample-record.js';
import { playRecord, situation, situationNames } from '../support/situations.js';
import { applyImportedMutant, importedMutants } from './imported-mutants.js';

/** Conversations of ours as if somebody else had written them: only what was said, called and answered is left. */
const imported = [
  ...Object.values(sampleRecords),
  ...situationNames.map((name) => playRecord(situation(name))),
].map(
  (record, index): ImportedRecord =>
    toImportedRecord(
      // What people know from a receipt, a briefing says.
      {
        ...toConversation(record),
        briefing: JSON.stringify(record.scenario.knows.map(({ value }) => value)),
      },
      { format: 'test', entry: index + 1 },
    ),
);

/** Those that keep every rule: blind ones may take a value for unsaid that was said in other words. */
const sound = imported.filter((record) => validateRecord(record).length === 0);

describe('rules on imported records', () => {
  it('find nothing in most conversations that keep every law, and never more than words for values', () => {
    expect(sound.length).toBeGreaterThan(imported.length * 0.6);
    const rules = new Set(imported.flatMap((record) => validateRecord(record).map(({ rule }) => rule)));
    expect([...rules].filter((rule) => rule !== 'argument-said-before')).toEqual([]);
  });

  it('each have a mutant that they kill', () => {
    const names = new Set(importedMutants.map(({ rule }) => rule));
    expect(importedRules.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(importedMutants.map((mutant) => [`${mutant.rule}: ${mutant.name}`, mutant] as const))(
    '%s',
    (_name, mutant) => {
      let applied = 0;
      for (const record of sound) {
        const mutated = applyImportedMutant(mutant, record);
        if (mutated === null) continue;
        applied += 1;
        expect(
          validateRecord(mutated).map(({ rule }) => rule),
          record.conversation_id,
        ).toContain(mutant.rule);
      }
      expect(applied).toBeGreaterThan(0);
    },
  );
});
