import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configDirectory } from './package-paths.js';

/** What the build made of a file under `config/`. `sha256` is of the bytes that it was made from. */
export type ShippedFile = { readonly sha256: string; readonly value: unknown };

/**
 * The value of a YAML file under `config/`, parsed and checked by the build: YAML and schemas take a second to go through, JSON
 * takes milliseconds. Undefined of a file that the build has not seen, or that was changed since: that one is to be read and
 * checked as it stands.
 */
export function readShipped(file: string, { config, shipped } = directories): unknown {
  const name = relative(config, file);
  if (name.startsWith('..') || isAbsolute(name)) return undefined;
  const text = readIfThere(join(shipped, `${name}.json`));
  if (text === undefined) return undefined;
  const { sha256, value } = JSON.parse(text.toString('utf8')) as ShippedFile;
  const now = readIfThere(file);
  return now !== undefined && sha256 === hashOf(now) ? value : undefined;
}

/** `shipped` lies beside this module once it is built; in `src/` there is no such folder, and every file is read itself. */
const directories = {
  config: configDirectory,
  shipped: join(dirname(fileURLToPath(import.meta.url)), 'shipped'),
};

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
