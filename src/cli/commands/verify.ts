import { UsageError } from '../../errors/usage-error.js';
import type { Command } from '../run-command-line.js';

export const runVerify: Command = async () => {
  throw new UsageError('verify is not there yet.', '');
};
