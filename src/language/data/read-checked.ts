import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { LanguageDataError } from '../../errors/language-data-error.js';

const ajv = new Ajv2020({ allErrors: false, allowUnionTypes: true });

/** Reads a YAML file against a JSON Schema. @throws LanguageDataError naming the file and the place. */
export function readChecked<T>(file: string, schema: object): T {
  return checkAgainst<T>(readUnchecked(file), schema, file);
}

/** Reads a YAML file. @throws LanguageDataError where it cannot be read. */
export function readUnchecked(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'), { maxAliasCount: 100 });
  } catch (cause) {
    throw new LanguageDataError(file, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** @throws LanguageDataError with the first place where the data breaks the schema. */
export function checkAgainst<T>(data: unknown, schema: object, file: string): T {
  // The same schema object is compiled once.
  const validate = ajv.compile<T>(schema);
  if (validate(data)) return data;
  throw new LanguageDataError(file, ajv.errorsText(validate.errors));
}
