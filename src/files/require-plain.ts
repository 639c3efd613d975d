import { stat } from 'node:fs/promises';

/** Rejects what is no plain file, links followed: a pipe in its place would be read for ever. Rejects where nothing is there. */
export async function requirePlain(path: string): Promise<void> {
  if (!(await stat(path)).isFile()) throw new Error('it is not a plain file');
}
