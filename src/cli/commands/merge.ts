import { InterruptedError } from '../../errors/interrupted-error.js';
import { UsageError } from '../../errors/usage-error.js';
import { mergeDatasets } from '../../splits/merge-datasets.js';
import { exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';
import { createUnreadableLines } from '../unreadable-lines.js';

/** Joins datasets to one. */
export const runMerge: Command = async ({ merge: { input, output } }, { json }, io) => {
  if (input.length === 0)
    throw new UsageError(
      'merge needs datasets.',
      'Name them: datagen merge a.jsonl b.jsonl --output c.jsonl',
    );
  const unreadable = createUnreadableLines(io);
  const report = await mergeDatasets({
    ...{ inputs: input, output },
    onLeftOut: ({ path, line, reason }) => unreadable.tell(path, line, reason),
    checkInterrupted() {
      if (io.signal.aborted) throw new InterruptedError('Nothing was written.');
    },
  });
  if (json) {
    io.printJson(report);
    return unreadable.end(exitCodes.ok);
  }
  const lines = report.inputs.map(({ path, records, duplicates, renamed, unreadable: unread }) => {
    const parts = [plural(records, 'record')];
    if (duplicates > 0) parts.push(`${plural(duplicates, 'duplicate')} left out`);
    if (renamed > 0) parts.push(`${renamed} with another id`);
    if (unread > 0) parts.push(`${plural(unread, 'line')} left out that cannot be read`);
    return `${path}: ${parts.join(', ')}`;
  });
  io.print([...lines, plural(report.records, 'record'), ...report.files].join('\n'));
  return unreadable.end(exitCodes.ok);
};
