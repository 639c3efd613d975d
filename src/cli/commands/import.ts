import { existsSync } from 'node:fs';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { type DetectedFormat, detectFormat, refuseRecords } from '../../exchange/detect-format.js';
import { type ImportReport, importDataset } from '../../exchange/import-dataset.js';
import { importFormatNamed, importFormats } from '../../exchange/import-formats.js';
import { readNames } from '../../exchange/read-names.js';
import { listInputFiles, type PassedOver } from '../../exchange/values/list-input-files.js';
import { readValues } from '../../exchange/values/read-values.js';
import { refuseOverwriting } from '../../files/refuse-overwriting.js';
import { exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

/** Reads a dataset in a format of others into records. */
export const runImport: Command = async ({ import: settings }, { json }, io) => {
  const { input, output, names } = settings;
  if (input === null) throw new UsageError('import needs --input.', listFormats());
  const { files, passedOver } = await listInputFiles(input);
  await refuseOverwriting(
    [output],
    files.map(({ path }) => path),
  );
  for (const line of describePassedOver(passedOver)) io.log(line);
  const source = { path: input, values: () => readValues(input) };
  const named = settings.format === null ? null : importFormatNamed(settings.format);
  if (named !== null) await refuseRecords(source);
  const detected =
    named === null ? await detectFormat(source, importFormats) : { format: named, evidence: null, alike: [] };
  const { format } = detected;
  if (detected.evidence !== null) io.log(describeDetected(input, detected));
  const namesFile = names ?? `${input}.names.json`;
  const report = await importDataset({
    ...{ values: source.values(), output, namesFiles: files.length > 1 },
    format: { name: format.name, ...(await format.open(source)) },
    names: names !== null || existsSync(namesFile) ? await readNames(namesFile) : new Map(),
    onUnreadable: ({ file, line, reason }) => io.log(`${files.length > 1 ? file : input}:${line}: ${reason}`),
    checkInterrupted() {
      if (io.signal.aborted) throw new InterruptedError('Nothing was written.');
    },
  });
  const { evidence, alike } = detected;
  if (json) io.printJson({ format: format.name, evidence, alike, ...report, passedOver: passedOver.length });
  else if (report.records > 0) io.print(summarize(format.name, report));
  if (report.unreadable > 0)
    io.logError(`datagen: ${plural(report.unreadable, 'entry')} of ${input} could not be read.`);
  if (report.records > 0) return exitCodes.ok;
  const only = report.companions > 0 ? ', only what belongs to others: answers, results or documents' : '';
  io.logError(
    `datagen: ${input} holds no conversation in the format ${format.name}${only}; nothing was written.`,
  );
  return exitCodes.error;
};

function describeDetected(input: string, { format, evidence, alike }: DetectedFormat): string {
  const same = alike.length === 0 ? '' : `; ${alike.join(', ')} would read it alike`;
  return `${input} is read as ${format.name}: ${evidence}${same}.`;
}

function summarize(name: string, { records, lacking, file, companions }: ImportReport): string {
  const lines = [`${plural(records, 'conversation')} of ${name} read into ${file}`];
  if (companions > 0)
    lines.push(`${plural(companions, 'value')} belong to others (answers, results, documents)`);
  if (lacking.tools > 0)
    lines.push(`${plural(lacking.tools, 'conversation')} without tools: calls cannot be held to schemas`);
  if (lacking.results > 0) lines.push(`${plural(lacking.results, 'conversation')} without results of calls`);
  if (lacking.answers > 0)
    lines.push(`${plural(lacking.answers, 'conversation')} without an answer to the user`);
  return lines.join('\n');
}

/** One line a reason, with the first few names. */
function describePassedOver(passedOver: readonly PassedOver[]): string[] {
  const reasons = [...new Set(passedOver.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const names = passedOver.filter((each) => each.reason === reason).map(({ name }) => name);
    const more = names.length > mostNamed ? ', …' : '';
    return `${plural(names.length, 'file')} passed over, ${reason}: ${names.slice(0, mostNamed).join(', ')}${more}`;
  });
}

const mostNamed = 3;

function listFormats(): string {
  const width = Math.max(...importFormats.map(({ name }) => name.length));
  const lines = importFormats.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`);
  return `Name a file or folder in one of these formats:\n${lines.join('\n')}`;
}
