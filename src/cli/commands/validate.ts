import { checkDataset, countCheckers } from '../../checks/check-dataset.js';
import { EmptyDatasetError } from '../../errors/empty-dataset-error.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { lawNames } from '../../report/law-names.js';
import type { Violation } from '../../types/verdict.js';
import { alwaysUnchecked } from '../../validate/imported/unchecked.js';
import { createDatasetValidator } from '../../validate/validate-dataset.js';
import { exitCodes } from '../exit-codes.js';
import { letEventsIn } from '../let-events-in.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

type FoundViolation = Violation & { readonly line: number; readonly conversation_id: string | null };

/** Checks laws 0–6 and 8 on every line; a line that is no record breaks law 0. */
export const runValidate: Command = async ({ validate: { input, workers } }, { json, verbose }, io) => {
  // Printed as they are found, or held for the one document of --json.
  const held: FoundViolation[] = [];
  const byLaw: { [law: string]: number } = {};
  let found = 0;
  let valid = 0;
  const validator = createDatasetValidator();
  let records = 0;
  for await (const { line, id, violations } of checkDataset(
    input,
    countCheckers(workers, input),
    validator,
  )) {
    records += 1;
    for (const violation of violations) {
      const located = { line, conversation_id: id, ...violation };
      byLaw[violation.law] = (byLaw[violation.law] ?? 0) + 1;
      if (json) held.push(located);
      else io.print(describeViolation(located, input));
    }
    found += violations.length;
    if (violations.length === 0) valid += 1;
    if (records % 100 === 0) {
      await letEventsIn();
      if (io.signal.aborted)
        throw new InterruptedError(`${plural(records, 'record')} checked; nothing was written.`);
      io.advance(records);
      if (verbose) io.log(`${plural(records, 'record')} checked`);
    }
  }
  if (records === 0) throw new EmptyDatasetError(input);

  const orphans = validator.orphans();
  if (orphans > 0 && !json)
    io.print(
      `${plural(orphans, 'variant')} without a base before it: the declared difference was not checked.`,
    );
  const imported = validator.imported();
  const unchecked = Object.fromEntries(validator.unchecked());
  if (json)
    io.printJson({
      input,
      records,
      valid,
      violations: held,
      unchecked_variants: orphans,
      ...(imported > 0 ? { imported, unchecked } : {}),
      by_law: byLaw,
    });
  else {
    if (imported > 0) io.print(describeUnchecked(imported, unchecked));
    const laws = imported > 0 ? 'every law kept as far as it was checked' : 'every law kept (0–6 and 8)';
    io.print(summarize(`${input}: ${plural(records, 'record')}`, laws, valid, found, byLaw));
  }
  return found === 0 ? exitCodes.ok : exitCodes.notMet;
};

function describeViolation(violation: FoundViolation, input: string): string {
  const { line, law, rule, place, message } = violation;
  return `${input}:${line}: law ${law} (${lawNames[law]}), ${rule}, at ${place === '' ? 'the record' : place}: ${message}`;
}

function describeUnchecked(imported: number, unchecked: { readonly [reason: string]: number }): string {
  const lines = Object.entries(unchecked).map(([reason, count]) => `  in ${count} of them ${reason}`);
  return [`${plural(imported, 'imported conversation')}, not checked: ${alwaysUnchecked}`, ...lines].join(
    '\n',
  );
}

function summarize(
  head: string,
  kept: string,
  valid: number,
  found: number,
  byLaw: { readonly [law: string]: number },
): string {
  if (found === 0) return `${head}, ${kept}.`;
  const laws = Object.entries(byLaw).map(([law, count]) => `law ${law}: ${count}`);
  return `${head}, ${valid} valid, ${plural(found, 'violation')} (${laws.join(', ')}).`;
}
