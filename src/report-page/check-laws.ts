import { checkDataset, countCheckers } from '../checks/check-dataset.js';
import type { DatasetLine } from '../dataset/read-dataset.js';
import { FileAccessError } from '../errors/file-access-error.js';
import type { Violation } from '../types/verdict.js';
import { createDatasetValidator } from '../validate/validate-dataset.js';

/** What is wrong with the lines of a dataset, one after the other. */
export type LawChecks = {
  /** Of the line that was read; to be asked for each of them that is not blank, in order. */
  next(line: DatasetLine): Promise<readonly Violation[]>;
  /** To be called in any case: threads wait for more else. */
  end(): Promise<void>;
};

/** Checks laws: a large file in threads of their own, which read it for themselves; any other as it is read. */
export function createLawChecks(input: string): LawChecks {
  const validator = createDatasetValidator();
  const threads = countCheckers('auto', input);
  if (threads === 1)
    return {
      next: async ({ record, error }) => (error === undefined ? validator.check(record) : []),
      end: async () => undefined,
    };
  const checked = checkDataset(input, threads, validator)[Symbol.asyncIterator]();
  return {
    async next({ line }) {
      const { value, done } = await checked.next();
      // A file that is written to meanwhile is not the one that was opened.
      if (done === true || value.line !== line)
        throw new FileAccessError('read', input, 'Wait until it is whole.', 'it has changed meanwhile');
      return value.violations;
    },
    async end() {
      await checked.return?.();
    },
  };
}
