import { readDataset } from '../../dataset/read-dataset.js';
import { EmptyDatasetError } from '../../errors/empty-dataset-error.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { lawNames } from '../../report/law-names.js';
import type { Violation } from '../../types/verdict.js';
import { createDatasetValidator } from '../../validate/validate-dataset.js';
import { exitCodes } from '../exit-codes.js';
import { letEventsIn } from '../let-events-in.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

type FoundViolation = Violation & { readonly line: number; readonly conversation_id: string | null };

/** Checks laws 0–6 and 8 on every line; a line that is no record breaks law 0. */
export const runValidate: Command = async ({ validate: { input } }, { json, verbose }, io) => {
  const found: FoundViolation[] = [];
  const violatedRecords = new Set<number>();
  const validator = createDatasetValidator();
  let records = 0;
  for await (const { line, record, error } of readDataset(input)) {
    records += 1;
    const id = error === undefined ? idOf(record) : null;
    const violations = error === undefined ? validator.check(record) : [unreadable(error.detail)];
    for (const violation of violations) {
      const located = { line, conversation_id: id, ...violation };
      found.push(located);
      violatedRecords.add(line);
      if (!json) io.print(describeViolation(located, input));
    }
    if (records % 100 === 0) {
      await letEventsIn();
      if (io.signal.aborted)
        throw new InterruptedError(`${plural(records, 'record')} checked; nothing was written.`);
      if (verbose) io.log(`${plural(records, 'record')} checked`);
    }
  }
  if (records === 0) throw new EmptyDatasetError(input);

  const valid = records - violatedRecords.size;
  const orphans = validator.orphans();
  if (orphans > 0 && !json)
    io.print(
      `${plural(orphans, 'variant')} without a base before it: the declared difference was not checked.`,
    );
  if (json)
    io.printJson({
      input,
      records,
      valid,
      violations: found,
      unchecked_variants: orphans,
      by_law: countByLaw(found),
    });
  else for (const summary of summarize(input, records, valid, found)) io.print(summary);
  return found.length === 0 ? exitCodes.ok : exitCodes.notMet;
};

function unreadable(detail: string): Violation {
  return { law: 0, rule: 'line-is-record', place: '', message: `${detail}.` };
}

function idOf(record: unknown): string | null {
  const id: unknown =
    typeof record === 'object' && record !== null ? Reflect.get(record, 'conversation_id') : null;
  return typeof id === 'string' ? id : null;
}

function describeViolation(violation: FoundViolation, input: string): string {
  const { line, law, rule, place, message } = violation;
  return `${input}:${line}: law ${law} (${lawNames[law]}), ${rule}, at ${place === '' ? 'the record' : place}: ${message}`;
}

function countByLaw(found: readonly FoundViolation[]): { [law: string]: number } {
  const counts: { [law: string]: number } = {};
  for (const { law } of found) counts[law] = (counts[law] ?? 0) + 1;
  return counts;
}

function summarize(
  input: string,
  records: number,
  valid: number,
  found: readonly FoundViolation[],
): string[] {
  if (found.length === 0) return [`${input}: ${plural(records, 'record')}, every law kept (0–6 and 8).`];
  const laws = Object.entries(countByLaw(found)).map(([law, count]) => `law ${law}: ${count}`);
  return [
    `${input}: ${plural(records, 'record')}, ${valid} valid, ${plural(found.length, 'violation')} (${laws.join(', ')}).`,
  ];
}
