import { readFile } from 'node:fs/promises';
import { FileAccessError } from '../errors/file-access-error.js';
import { UsageError } from '../errors/usage-error.js';
import { isJsonObject } from '../json/is-json-object.js';

/** Exported name → own name, as an export wrote them. Throws `FileAccessError`, and `UsageError` where the file is no such map. */
export async function readNames(path: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new FileAccessError('read', path, 'Name the .names.json of an export with --names.', error);
  });
  const names = parse(text);
  if (!isJsonObject(names)) throw noMap(path);
  return new Map(
    Object.entries(names).map(([exported, own]) => {
      if (typeof own !== 'string' || own === '') throw noMap(path);
      return [exported, own];
    }),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function noMap(path: string): UsageError {
  return new UsageError(
    `${path} is no map of names.`,
    'It must be one JSON object of texts, as an export writes it.',
  );
}
