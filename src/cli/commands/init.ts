import { exitCodes } from '../exit-codes.js';
import type { Command } from '../run-command-line.js';

export const runInit: Command = async () => exitCodes.ok;
