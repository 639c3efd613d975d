import type { ImportedRecord } from '../../types/imported-record.js';
import type { Violation } from '../../types/verdict.js';
import { applyRules } from '../apply-rules.js';
import { importedClairvoyanceRules } from '../clairvoyance-rules.js';
import { labelRules } from '../label-rules.js';
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
  return applyRules(viewImported(record), importedRules);
}
