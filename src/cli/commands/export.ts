import { InterruptedError } from '../../errors/interrupted-error.js';
import { UsageError } from '../../errors/usage-error.js';
import type { ExchangeFormat } from '../../exchange/exchange-format.js';
import { exchangeFormats, formatNamed } from '../../exchange/exchange-formats.js';
import { exportAs, pairSource } from '../../exchange/export-as.js';
import type { ExportReport } from '../../exchange/export-dataset.js';
import { pairNeeds } from '../../exchange/preferences/preference-items.js';
import { readNames } from '../../exchange/read-names.js';
import { withDatasetName } from '../../exchange/sinks/catalog.js';
import { exitCodes } from '../exit-codes.js';
import { openTemplate } from '../open-template.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';
import { createUnreadableLines } from '../unreadable-lines.js';

/** Writes a dataset in a format of others; without a format it lists them. */
export const runExport: Command = async ({ export: settings }, { json }, io) => {
  const { input, pairs, before } = settings;
  if (settings.format === null) throw new UsageError('export needs --format.', listFormats());
  const format = withDatasetName(formatNamed(settings.format), settings.datasetName);
  const names = settings.names === null ? new Map() : await readNames(settings.names);
  const template = await openTemplate(format.name, settings);
  const lines = createUnreadableLines(io);
  const report = await exportAs(format, {
    ...{ input, pairs, before, names },
    output: settings.output ?? `output/${format.name}${endings[format.files.kind]}`,
    isSplit: settings.parallelCalls === 'split',
    write: {
      arguments: settings.arguments,
      tools: settings.tools,
      spacing: settings.jsonSpacing,
      completions: settings.completions,
      ...(template === undefined ? {} : { template }),
    },
    onLeftOut: ({ line, id, reason }) => {
      if (id === null) lines.tell(input, line, reason);
      else io.log(`${input}:${line}: ${id} is left out: ${reason}`);
    },
    checkInterrupted() {
      if (io.signal.aborted) throw new InterruptedError('Nothing was written.');
    },
  }).finally(() => template?.close());
  if (json) io.printJson({ format: format.name, ...report, renamed: Object.fromEntries(report.renamed) });
  else if (report.items > 0) io.print(summarize(format, report));
  if (report.items > 0) return lines.end(exitCodes.ok);
  const needs = format.holds === 'conversations' ? '' : ` ${pairNeeds[pairSource(settings)]}`;
  const leftOut = report.leftOut === 0 ? '' : ` (${plural(report.leftOut, 'line')} left out)`;
  io.logError(`datagen: not one ${nouns[format.holds]} of ${input} could be exported${leftOut}.${needs}`);
  return exitCodes.error;
};

const nouns = { conversations: 'conversation', pairs: 'pair', labelled: 'completion' } as const;
const endings = { lines: '.jsonl', array: '.json', folder: '', parts: '.json' } as const;

function listFormats(): string {
  const width = Math.max(...exchangeFormats.map(({ name }) => name.length));
  const lines = exchangeFormats.map(({ name, description }) => `  ${name.padEnd(width)}  ${description}`);
  return `Formats:\n${lines.join('\n')}`;
}

function summarize({ name, holds }: ExchangeFormat, report: ExportReport): string {
  const { items, entries, leftOut, renamed, files, losses } = report;
  const count = plural(items, nouns[holds]);
  const lines = [`${count} as ${name}${entries === items ? '' : ` in ${plural(entries, 'entry')}`}`];
  if (leftOut > 0) lines.push(`${plural(leftOut, 'line')} left out`);
  if (renamed.size > 0) lines.push(`${plural(renamed.size, 'tool')} renamed`);
  if (losses.length > 0) lines.push(`not in this format: ${losses.join(', ')}`);
  return [...lines, ...files].join('\n');
}
