import { InterruptedError } from '../../errors/interrupted-error.js';
import { completeShares } from '../../splits/complete-shares.js';
import { describeSplit } from '../../splits/describe-split.js';
import { splitDataset } from '../../splits/split-dataset.js';
import { exitCodes } from '../exit-codes.js';
import type { Command } from '../run-command-line.js';
import { createUnreadableLines } from '../unreadable-lines.js';

/** Deals a dataset to train, validation and test. */
export const runSplit: Command = async ({ split: settings }, { json }, io) => {
  const lines = createUnreadableLines(io);
  const report = await splitDataset({
    ...settings,
    shares: completeShares(settings),
    onLeftOut: ({ line, reason }) => lines.tell(settings.input, line, reason),
    checkInterrupted() {
      if (io.signal.aborted) throw new InterruptedError('Nothing was written.');
    },
  });
  if (json) io.printJson(report);
  else io.print([...describeSplit(report), ...report.files].join('\n'));
  return lines.end(exitCodes.ok);
};
