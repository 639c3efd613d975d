import { readFileSync } from 'node:fs';
import type { Ajv } from 'ajv';
import { parse } from 'yaml';
import { KnowledgeFileError } from '../errors/knowledge-file-error.js';

export function readChecked<T>(file: string, schema: object, ajv: Ajv): T {
  let value: unknown;
  try {
    value = parse(readFileSync(file, 'utf8'), { maxAliasCount: 100 });
  } catch (cause) {
    throw new KnowledgeFileError(
      file,
      '',
      cause instanceof Error ? firstLine(cause.message) : 'cannot be read',
      { cause },
    );
  }
  const check = ajv.compile<T>(schema);
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
