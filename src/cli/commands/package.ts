import { InterruptedError } from '../../errors/interrupted-error.js';
import { parseReferences } from '../../metrics/read-references.js';
import { packageDataset } from '../../packaging/package-dataset.js';
import { loadTokenizer } from '../../packaging/tokenizer.js';
import { completeShares } from '../../splits/complete-shares.js';
import { describeSplit } from '../../splits/describe-split.js';
import { exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import type { Command } from '../run-command-line.js';

/** Makes a dataset folder for the Hugging Face Hub. */
export const runPackage: Command = async (config, { json }, io) => {
  const { package: settings } = config;
  const report = await packageDataset({
    ...settings,
    shares: completeShares(settings),
    tokenizer: await loadTokenizer(settings.tokenizer),
    references: parseReferences(config.components.metrics),
    onLeftOut: ({ path, line, reason }) => io.log(`${path}:${line} is left out: ${reason}`),
    checkInterrupted() {
      if (io.signal.aborted) throw new InterruptedError('Nothing was written.');
    },
  });
  const { facts: _facts, files, split, leftOut, ...counts } = report;
  if (json) io.printJson({ ...counts, left_out: leftOut, split, files });
  else {
    const lines = [
      `${plural(report.conversations, 'conversation')}, ${report.tokens} tokens (${settings.tokenizer})`,
    ];
    io.print([...lines, ...(split === null ? [] : describeSplit(split)), settings.output].join('\n'));
  }
  return exitCodes.ok;
};
