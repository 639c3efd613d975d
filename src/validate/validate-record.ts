import type { DatasetRecord } from '../types/dataset-record.js';
import { isImported } from '../types/imported-record.js';
import type { Violation } from '../types/verdict.js';
import { applyRules } from './apply-rules.js';
import { clairvoyanceRules } from './clairvoyance-rules.js';
import { goalRules } from './goals/goal-rules.js';
import { importedViolations } from './imported/validate-imported.js';
import { labelRules } from './label-rules.js';
import { provenanceRules } from './provenance/provenance-rules.js';
import { recordFormViolations } from './record-form.js';
import { viewRecord } from './record-view.js';
import type { Rule } from './rule.js';
import { schemaRules } from './schema/schema-rules.js';
import { type Extent, endlessText, maximumImportedText, tooLarge } from './size-guard.js';
import { distractorRules } from './structure/distractor-rules.js';
import { structureRules } from './structure/structure-rules.js';
import { worldRules } from './world/world-rules.js';

/** Every rule of laws 0–6 and 8, in the order in which violations are listed. */
export const allRules: readonly Rule[] = [
  ...structureRules,
  ...schemaRules,
  ...provenanceRules,
  ...clairvoyanceRules,
  ...worldRules,
  ...goalRules,
  ...labelRules,
  ...distractorRules,
];

/**
 * Re-derives laws 0–6 and 8 of the product page from one record alone. Empty means that the record keeps them all.
 * Never throws, whatever JSON value it is given; a value that is no record at all breaks law 0 and is looked at no further.
 * Of a record that says it was imported, only what can be told without knowing how it was made is checked.
 */
export function validateRecord(record: unknown): Violation[] {
  return validateRecordOf(record, null);
}

/** The same of a record that was read from a text of known extent; null where there is none. */
export function validateRecordOf(record: unknown, extent: Extent | null): Violation[] {
  const reason = tooLarge(record, extent);
  if (reason !== null) return [unbounded(reason)];
  const schemaViolations = recordFormViolations(record);
  if (schemaViolations.length > 0) return schemaViolations;
  if (isImported(record)) {
    const reason = endlessText(record, maximumImportedText);
    return reason === null ? importedViolations(record) : [unbounded(reason)];
  }
  const endless = endlessText(record as DatasetRecord);
  if (endless !== null) return [unbounded(endless)];
  return applyRules(viewRecord(record as DatasetRecord), allRules);
}

function unbounded(reason: string): Violation {
  return { law: 0, rule: 'size-bounded', place: '', message: `The record cannot be checked: ${reason}.` };
}
