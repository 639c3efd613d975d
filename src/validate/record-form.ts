import { isImported } from '../types/imported-record.js';
import type { Violation } from '../types/verdict.js';
import { importedSchemaViolations } from './imported/imported-schema.js';
import { recordSchemaViolations } from './record-schema.js';

/** What of the record format a value breaks, be it a record of ours or one that was imported. At most 20 violations. */
export function recordFormViolations(record: unknown): Violation[] {
  return isImported(record) ? importedSchemaViolations(record) : recordSchemaViolations(record);
}
