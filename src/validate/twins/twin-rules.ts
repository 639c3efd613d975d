import type { DatasetRecord } from '../../types/dataset-record.js';
import type { Violation } from '../../types/verdict.js';
import { twinProblems } from './twin-checks.js';

/** Checks variants against their bases as records stream by. */
export type TwinChecker = {
  readonly check: (record: DatasetRecord) => Violation[];
  /** Tells of a record that is of no group and says nothing of one: no variant follows it. */
  readonly passOver: () => void;
  /** Variants whose base did not stand before them: nothing can be said of their difference. */
  readonly orphans: () => number;
};

/** Holds on to one base at a time, since variants follow theirs. */
export function createTwinChecker(): TwinChecker {
  let base: DatasetRecord | null = null;
  let orphans = 0;
  return {
    orphans: () => orphans,
    passOver: () => {
      base = null;
    },
    check(record) {
      const { twin_group: group, twin_difference: difference } = record.metadata;
      const [own = '', label] = record.conversation_id.split('~');
      if (label === undefined) {
        if (difference !== undefined)
          return [violation('twin-labelled', 'It declares a difference, and its id is that of a base.')];
        base = group === undefined ? null : record;
        return group === undefined || group === record.conversation_id
          ? []
          : [violation('twin-labelled', `Its twin_group is ${group}, not its own id.`)];
      }
      if (group !== own)
        return [violation('twin-labelled', `Its twin_group is not ${own}, which its id begins with.`)];
      if (difference === undefined) return [violation('twin-labelled', 'It declares no difference.')];
      if (base === null || base.conversation_id !== own) {
        orphans += 1;
        return [];
      }
      return twinProblems(base, record).map((problem) => violation('twin-differs-as-declared', problem));
    },
  };
}

function violation(rule: string, message: string): Violation {
  return { law: 8, rule, place: '/metadata/twin_difference', message };
}
