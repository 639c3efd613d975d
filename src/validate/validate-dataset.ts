import type { DatasetRecord } from '../types/dataset-record.js';
import { isImported } from '../types/imported-record.js';
import type { Violation } from '../types/verdict.js';
import { distinctnessKey } from './distinctness-key.js';
import { createHashNumbers, hashOf, type TextHash } from './hash-numbers.js';
import { uncheckedIn } from './imported/unchecked.js';
import type { Extent } from './size-guard.js';
import { createTwinChecker } from './twins/twin-rules.js';
import { validateRecordOf } from './validate-record.js';

/** Checks the records of one file as they stream by, in order. */
export type DatasetValidator = {
  /** All violations of this record, those that concern earlier ones included. */
  readonly check: (record: unknown) => Violation[];
  /** The same of a record that was checked alone before, maybe elsewhere; `read` gives it back, for the few that need it. */
  readonly add: (checked: CheckedAlone, read: () => unknown) => Violation[];
  /** Variants whose base does not stand before them, so that nothing can be said of their difference. */
  readonly orphans: () => number;
  /** What was not checked in imported records, and in how many of them. */
  readonly unchecked: () => ReadonlyMap<string, number>;
  /** Imported records seen so far. */
  readonly imported: () => number;
  /** Records seen so far. */
  readonly count: () => number;
};

/** What one record shows by itself: plain data, so that it may come from another thread. */
export type CheckedAlone = {
  readonly violations: readonly Violation[];
  /** Null where it is no record that could be held against others. */
  readonly identity: Identity | null;
  /** What no rule could say of an imported record; null of one of ours. */
  readonly unchecked: readonly string[] | null;
};

/** What the rules about whole files ask of a record. */
type Identity = {
  readonly id: string;
  /** Of its chain, bindings and phenomena; null for variants, which share them with their base by design, and where it is unknown. */
  readonly key: TextHash | null;
  /** Whether it is of a group of twins, or says something of one. */
  readonly isTwin: boolean;
};

/**
 * Checks a record without regard to others. Never throws, whatever JSON value it is given. Who has read it from a text may
 * say how large that was.
 */
export function checkAlone(record: unknown, extent: Extent | null): CheckedAlone {
  const violations = validateRecordOf(record, extent);
  const isUnread = violations.some(({ rule }) => rule === 'record-schema' || rule === 'size-bounded');
  if (isUnread) return { violations, identity: null, unchecked: null };
  if (isImported(record)) {
    const identity = { id: record.conversation_id, key: null, isTwin: false };
    return { violations, identity, unchecked: uncheckedIn(record) };
  }
  return { violations, identity: identityOf(record as DatasetRecord), unchecked: null };
}

function identityOf(record: DatasetRecord): Identity {
  const { conversation_id: id, metadata } = record;
  const isVariant = id.includes('~');
  const isGrouped = metadata.twin_group !== undefined;
  return {
    id,
    key: isGrouped && isVariant ? null : hashOf(distinctnessKey(record)),
    isTwin: isVariant || isGrouped || metadata.twin_difference !== undefined,
  };
}

/** Memory grows by two hashes a record, some 40 bytes; of the records themselves only the last base with variants is kept. */
export function createDatasetValidator(): DatasetValidator {
  const ids = createHashNumbers();
  const keys = createHashNumbers();
  const twins = createTwinChecker();
  const unchecked = new Map<string, number>();
  let [count, imported] = [0, 0];
  const add: DatasetValidator['add'] = ({ violations: own, identity, unchecked: reasons }, read) => {
    count += 1;
    if (reasons !== null) imported += 1;
    for (const reason of reasons ?? []) unchecked.set(reason, (unchecked.get(reason) ?? 0) + 1);
    const violations = [...own];
    if (identity === null) return violations;
    const { id, key, isTwin } = identity;
    if (isTwin) violations.push(...twins.check(read() as DatasetRecord));
    else twins.passOver();
    const earlierId = ids.addFirst(hashOf(id), count);
    if (earlierId !== count)
      violations.push(
        repeated('conversation-id-unique', '/conversation_id', `${id} is the id of record ${earlierId} too`),
      );
    const earlier = key === null ? count : keys.addFirst(key, count);
    if (earlier !== count)
      violations.push(
        repeated('records-distinct', '', `Chain, bindings and phenomena are those of record ${earlier}`),
      );
    return violations;
  };
  return {
    count: () => count,
    imported: () => imported,
    unchecked: () => unchecked,
    orphans: twins.orphans,
    add,
    check: (record) => add(checkAlone(record, null), () => record),
  };
}

function repeated(rule: string, place: string, message: string): Violation {
  return { law: 0, rule, place, message: `${message}.` };
}
