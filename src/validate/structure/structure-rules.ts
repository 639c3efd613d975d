import type { Rule } from '../rule.js';
import { arrayRules } from './array-rules.js';
import { messageRules } from './message-rules.js';
import { metadataRules } from './metadata-rules.js';
import { phenomenonRules } from './phenomenon-rules.js';

/** Law 0. The schema itself is checked before any rule, in `record-schema.ts`. */
export const structureRules: readonly Rule[] = [
  ...messageRules,
  ...arrayRules,
  ...metadataRules,
  ...phenomenonRules,
];
