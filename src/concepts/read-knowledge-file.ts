import { readFileSync } from 'node:fs';
import { KnowledgeFileError } from '../errors/knowledge-file-error.js';
import { parseYaml } from '../shipped/parse-yaml.js';
import type { SchemaCheck } from '../shipped/schema-check.js';

export function readChecked<T>(file: string, checkOf: SchemaCheck<T>): T {
  let value: unknown;
  try {
    value = parseYaml(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new KnowledgeFileError(
      file,
      '',
      cause instanceof Error ? firstLine(cause.message) : 'cannot be read',
      { cause },
    );
  }
  const check = checkOf();
  if (check(value)) return value;
  const error = check.errors?.[0];
  const extra =
    error?.params && 'additionalProperty' in error.params ? ` ('${error.params.additionalProperty}')` : '';
  throw new KnowledgeFileError(
    file,
    error?.instancePath ?? '',
    `${error?.message ?? 'is not valid'}${extra}`,
  );
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
