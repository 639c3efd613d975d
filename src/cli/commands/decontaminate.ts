import { EmptyDatasetError } from '../../errors/empty-dataset-error.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { readBenchmarkLists } from '../../hygiene/benchmark-lists.js';
import { createContaminationIndex } from '../../hygiene/contamination-index.js';
import { decontaminateDataset } from '../../hygiene/decontaminate-dataset.js';
import { readBenchmarks } from '../../hygiene/read-benchmarks.js';
import { exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';
import { createUnreadableLines } from '../unreadable-lines.js';

/** Writes a dataset without the records that have something of a benchmark, and says what that was. */
export const runDecontaminate: Command = async ({ decontaminate: settings }, { json, verbose }, io) => {
  const { input, output, against, lists, byName } = settings;
  const index = createContaminationIndex();
  const shipped = lists ? readBenchmarkLists() : [];
  for (const list of shipped) index.addList(list);
  const found = against === null ? null : await readBenchmarks(against, index);
  for (const { file, reason } of found?.skipped ?? [])
    io.log(`${against}: ${file} is passed over: ${reason}`);
  if (found?.files === 0)
    throw new UsageError(`${against} holds no file that could be read.`, 'Name benchmarks with --against.');
  const { runs, texts, tools } = index.size();
  if (runs + texts + tools === 0)
    throw new UsageError('There is nothing to look for.', 'Name a folder of benchmarks with --against.');
  const lines = createUnreadableLines(io);
  const report = await decontaminateDataset({
    ...{ input, output, index, byName },
    onFound: ({ line, id, kind, source, excerpt }) => {
      if (verbose) io.log(`${input}:${line}: ${id} has ${kind} of ${source}: ${excerpt}`);
    },
    onUnreadable: (line, reason) => lines.tell(input, line, reason),
    checkInterrupted() {
      if (io.signal.aborted) throw new InterruptedError('Nothing was written.');
    },
  });
  if (report.records === 0) throw new EmptyDatasetError(input);
  const benchmarks = shipped.map(({ benchmark }) => benchmark);
  if (json) io.printJson({ ...report, lists: benchmarks, benchmark_files: found?.files ?? 0 });
  else {
    const { records, kept, dropped, nameOnly } = report;
    io.print(
      `${plural(kept, 'record')} of ${records} kept in ${output}, the others listed in ${report.dropList}`,
    );
    io.print(
      `dropped for 13 words in a row ${dropped.words}, a whole text ${dropped.text}, a tool's schema ${dropped.schema}, its name ${dropped.name}`,
    );
    if (nameOnly > 0)
      io.print(`${plural(nameOnly, 'record')} kept whose tools share a name alone with a benchmark's`);
    io.print(
      `looked for: ${[...benchmarks.map((name) => `tools of ${name}`), ...(found === null ? [] : [plural(found.files, 'file')])].join(', ')}`,
    );
  }
  return lines.end(exitCodes.ok);
};
