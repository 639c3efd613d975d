import { readFileSync } from 'node:fs';
import { schemaCheck } from '../../shipped/schema-check.js';
import type { ImportedRecord } from '../../types/imported-record.js';
import type { Violation } from '../../types/verdict.js';

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
