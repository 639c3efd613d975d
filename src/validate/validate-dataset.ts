import type { DatasetRecord } from '../types/dataset-record.js';
import type { Violation } from '../types/verdict.js';
import { distinctnessKey } from './distinctness-key.js';
import { createHashNumbers } from './hash-numbers.js';
import { createTwinChecker } from './twins/twin-rules.js';
import { validateRecord } from './validate-record.js';

/** Checks the records of one file as they stream by, in order. */
export type DatasetValidator = {
  /** All violations of this record, those that concern earlier ones included. */
  readonly check: (record: unknown) => Violation[];
  /** Variants whose base does not stand before them, so that nothing can be said of their difference. */
  readonly orphans: () => number;
  /** Records seen so far. */
  readonly count: () => number;
};

/** Memory grows by two hashes a record, some 40 bytes; of the records themselves only the last base with variants is kept. */
export function createDatasetValidator(): DatasetValidator {
  const ids = createHashNumbers();
  const keys = createHashNumbers();
  const twins = createTwinChecker();
  let count = 0;
  return {
    count: () => count,
    orphans: twins.orphans,
    check(record) {
      count += 1;
      const violations = validateRecord(record);
      if (
        violations.some(
          (violation) => violation.rule === 'record-schema' || violation.rule === 'size-bounded',
        )
      )
        return violations;
      violations.push(...twins.check(record as DatasetRecord));
      const { conversation_id: id, metadata } = record as DatasetRecord;
      const earlierId = ids.addFirst(id, count);
      if (earlierId !== count)
        violations.push(
          repeated(
            'conversation-id-unique',
            '/conversation_id',
            `${id} is the id of record ${earlierId} too`,
          ),
        );
      // Twins share chain and bindings by design.
      if (metadata.twin_group !== undefined && id.includes('~')) return violations;
      const earlier = keys.addFirst(distinctnessKey(record as DatasetRecord), count);
      if (earlier !== count)
        violations.push(
          repeated('records-distinct', '', `Chain, bindings and phenomena are those of record ${earlier}`),
        );
      return violations;
    },
  };
}

function repeated(rule: string, place: string, message: string): Violation {
  return { law: 0, rule, place, message: `${message}.` };
}
