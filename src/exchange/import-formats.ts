import { didYouMean } from '../config/did-you-mean.js';
import { UsageError } from '../errors/usage-error.js';
import { exchangeFormats } from './exchange-formats.js';
import { bfcl } from './readers/bfcl.js';
import { type ForeignReader, plainReader } from './readers/foreign-reader.js';
import { glaive } from './readers/glaive.js';
import { tauBench } from './readers/tau-bench.js';
import { toolace } from './readers/toolace.js';
import { toolbench } from './readers/toolbench.js';
import { xlam } from './readers/xlam.js';

const foreignReaders: readonly ForeignReader[] = [xlam, toolace, glaive, toolbench, tauBench, bfcl];

/** Every format that conversations can be read in: those that are written too and can be read back, then those of others. */
export const importFormats: readonly ForeignReader[] = [
  ...exchangeFormats.flatMap((format) => {
    const isOwn = foreignReaders.some(({ name }) => name === format.name);
    if (format.holds !== 'conversations' || format.read === null || isOwn) return [];
    return [plainReader(format.name, format.description, format.read)];
  }),
  ...foreignReaders,
];

/** Throws `UsageError` where there is no such format. */
export function importFormatNamed(name: string): ForeignReader {
  const found = importFormats.find((format) => format.name === name);
  if (found !== undefined) return found;
  const names = importFormats.map((format) => format.name);
  const near = didYouMean(name, names);
  const only = exchangeFormats.some((format) => format.name === name) ? ' to read: it is only written' : '';
  throw new UsageError(
    `There is no format '${name.slice(0, 60)}'${only}.`,
    near === null || only !== '' ? `Formats: ${names.join(', ')}.` : `Did you mean '${near}'?`,
  );
}
