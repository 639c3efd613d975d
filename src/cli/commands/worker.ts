import { UsageError } from '../../errors/usage-error.js';
import type { Command } from '../run-command-line.js';

export const runWorker: Command = async () => {
  throw new UsageError('worker is not there yet.', '');
};
