import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { readShipped } from '../config/read-shipped.js';
import { KnowledgeFileError } from '../errors/knowledge-file-error.js';

let ajv: Ajv | undefined;

/** Reads a YAML file against a JSON Schema. @throws KnowledgeFileError naming the file and the place. */
export function readChecked<T>(file: string, schema: object): T {
  const shipped = readShipped(file);
  if (shipped !== undefined) return shipped as T;
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
  ajv ??= new Ajv({ allErrors: false, strict: false });
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
