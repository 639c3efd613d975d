import { readFile } from 'node:fs/promises';
import { ConfigurationError } from '../errors/configuration-error.js';
import { FileAccessError } from '../errors/file-access-error.js';
import { isJsonObject } from '../json/is-json-object.js';
import { findShippedYaml } from '../shipped/parse-yaml.js';
import { load } from '../shipped/store.js';
import type { JsonObject } from '../types/json.js';

/** Reads one YAML file of settings. `label` names it in errors. Throws when it is missing, broken or no mapping. */
export async function readSettingsFile(path: string, label: string): Promise<JsonObject> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new FileAccessError('read', label, 'Name an existing YAML file with --config.', error);
  }
  const value: unknown = parseSettings(text, label);
  if (value === null || value === undefined) return {};
  if (isJsonObject(value)) return value;
  throw new ConfigurationError({
    source: label,
    key: '',
    problem: 'does not hold settings',
    allowed: 'It must be a YAML mapping, `key: value`.',
  });
}

function parseSettings(text: string, label: string): unknown {
  const shipped = findShippedYaml(text);
  if (shipped !== undefined) return shipped;
  const { parseDocument }: typeof import('yaml') = load('yaml');
  const document = parseDocument(text, { prettyErrors: true, merge: false });
  const problem = document.errors[0];
  try {
    // Aliases are bounded, so that a small file cannot unfold into a huge one.
    if (problem === undefined) return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw yamlError(label, error);
  }
  throw yamlError(label, problem);
}

function yamlError(label: string, cause: unknown): ConfigurationError {
  const message = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
  const problem = `is not valid YAML: ${message.replace(/:$/, '')}`;
  return new ConfigurationError({ source: label, key: '', problem, allowed: 'Mend the file.' }, { cause });
}
