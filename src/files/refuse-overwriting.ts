import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../errors/usage-error.js';

/** Throws `UsageError` where a file that is to be written is one that is read, under whatever name. */
export async function refuseOverwriting(
  outputs: readonly string[],
  inputs: readonly string[],
): Promise<void> {
  const read = new Set(await Promise.all(inputs.map(realPlace)));
  for (const output of outputs) if (read.has(await realPlace(output))) throw overwritten(output);
}

function overwritten(path: string): UsageError {
  return new UsageError(`${path} is read, and would be written over.`, 'Name another place with --output.');
}

/** Links followed as far as the path is there. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const folder = await realpath(dirname(path)).catch(() => resolve(dirname(path)));
    return join(folder, basename(path));
  }
}
