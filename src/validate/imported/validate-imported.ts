import { readFileSync } from 'node:fs';
import { schemaCheck } from '../../shipped/schema-check.js';
import type { ImportedRecord } from '../../types/imported-record.js';
import type { Violation } from '../../types/verdict.js';
import { applyRules } from '../apply-rules.js';
import { importedClairvoyanceRules } from '../clairvoyance-rules.js';
import { labelRules } from '../label-rules.js';
import type { RecordView } from '../record-view.js';
import type { Rule } from '../rule.js';
import { groundingRules } from './grounding-rules.js';
import { importedSchemaRules } from './imported-schema-rules.js';
import { importedStructureRules } from './imported-structure-rules.js';
import { importedWorldRules } from './imported-world-rules.js';
import { viewImported } from './view-imported.js';

/** Every rule that needs no more of a record than messages, calls and tools. */
export const importedRules: readonly Rule[] = [
  ...importedStructureRules,
  ...importedSchemaRules,
  ...groundingRules,
  ...importedClairvoyanceRules,
  ...importedWorldRules,
  ...labelRules,
];

/** What breaks a law in a conversation of others, as far as that can be told without knowing how it was made. */
export function importedViolations(record: ImportedRecord): Violation[] {
  return applyRules(viewOnce(record), importedRules);
}

let last: { readonly record: ImportedRecord; readonly view: RecordView } | null = null;

/** The view of the record that was looked at last: what is not checked is asked right after what is. */
export function viewOnce(record: ImportedRecord): RecordView {
  if (last?.record !== record) last = { record, view: viewImported(record) };
  return last.view;
}

const check = schemaCheck<ImportedRecord>(readImportedRecordSchema, { strict: false, discriminator: true });

/** Checks a value against `config/imported-record.schema.json`. At most 20 violations. */
export function importedSchemaViolations(record: unknown): Violation[] {
  const keeps = check();
  if (keeps(record)) return [];
  return (keeps.errors ?? []).slice(0, 20).map((error) => ({
    law: 0,
    rule: 'record-schema',
    place: error.instancePath,
    message: `The format of imported records is not kept: ${error.message ?? 'invalid'}.`,
  }));
}

/** The JSON Schema of an imported record as published in the package. */
export function readImportedRecordSchema(): Record<string, unknown> {
  const file = new URL('../../../config/imported-record.schema.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}
