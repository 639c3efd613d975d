import { existsSync } from 'node:fs';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { exchangeFormats, formatNamed } from '../../exchange/exchange-formats.js';
import { importDataset } from '../../exchange/import-dataset.js';
import { readNames } from '../../exchange/read-names.js';
import { readValues } from '../../exchange/read-values.js';
import { exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

/** Reads a dataset in a format of others into records. */
export const runImport: Command = async ({ import: settings }, { json }, io) => {
  const { input, output, names } = settings;
  if (input === null) throw new UsageError('import needs --input.', 'Name a file in a format of others.');
  const format = settings.format === null ? null : formatNamed(settings.format);
  if (format?.holds !== 'conversations' || format.read === null)
    throw new UsageError('import needs --format.', `Formats: ${readable.join(', ')}.`);
  const namesFile = names ?? `${input}.names.json`;
  const report = await importDataset({
    ...{ values: readValues(input), output },
    format: { name: format.name, read: format.read },
    names: names !== null || existsSync(namesFile) ? await readNames(namesFile) : new Map(),
    onUnreadable: ({ line, reason }) => io.log(`${input}:${line}: ${reason}`),
    checkInterrupted() {
      if (io.signal.aborted) throw new InterruptedError('Nothing was written.');
    },
  });
  const { records, unreadable, file } = report;
  if (json) io.printJson({ format: format.name, ...report });
  else if (records > 0) io.print(`${plural(records, 'conversation')} of ${format.name} read into ${file}`);
  if (unreadable > 0) io.logError(`datagen: ${plural(unreadable, 'entry')} of ${input} could not be read.`);
  if (records > 0) return exitCodes.ok;
  io.logError(`datagen: ${input} holds no conversation in the format ${format.name}; nothing was written.`);
  return exitCodes.error;
};

const readable = exchangeFormats.flatMap((format) =>
  format.holds === 'conversations' && format.read !== null ? [format.name] : [],
);
