import { EmptyDatasetError } from '../../errors/empty-dataset-error.js';
import { InterruptedError } from '../../errors/interrupted-error.js';
import { dedupDataset } from '../../hygiene/dedup-dataset.js';
import { exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';
import { createUnreadableLines } from '../unreadable-lines.js';

/** Writes a dataset without the records that repeat earlier ones, and says what was dropped for which. */
export const runDedup: Command = async ({ dedup: settings }, { json, verbose }, io) => {
  const { input, output, userThreshold, chainThreshold, dialogueThreshold } = settings;
  const lines = createUnreadableLines(io);
  const report = await dedupDataset({
    ...{ input, output },
    thresholds: { user: userThreshold, chain: chainThreshold, dialogue: dialogueThreshold },
    onDropped: ({ line, id, likeness, similarity, of }) => {
      if (verbose)
        io.log(`${input}:${line}: ${id} repeats ${of.id} of line ${of.line} (${likeness}, ${similarity})`);
    },
    onUnreadable: (line, reason) => lines.tell(input, line, reason),
    checkInterrupted() {
      if (io.signal.aborted) throw new InterruptedError('Nothing was written.');
    },
  });
  if (report.records === 0) throw new EmptyDatasetError(input);
  if (json) io.printJson(report);
  else {
    const { records, kept, dropped } = report;
    io.print(
      `${plural(kept, 'record')} of ${records} kept in ${output}, the others listed in ${report.dropList}`,
    );
    io.print(
      `by user turns ${dropped.user}, by chain ${dropped.chain}, by dialogue ${dropped.dialogue}, with their base ${dropped.base}`,
    );
  }
  return lines.end(exitCodes.ok);
};
