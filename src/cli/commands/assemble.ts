import { UsageError } from '../../errors/usage-error.js';
import type { Command } from '../run-command-line.js';

export const runAssemble: Command = async () => {
  throw new UsageError('assemble is not there yet.', '');
};
