import { readFileSync } from 'node:fs';
import { LanguageDataError } from '../../errors/language-data-error.js';
import { parseYaml } from '../../shipped/parse-yaml.js';
import { errorsText, type SchemaCheck, schemaCheck } from '../../shipped/schema-check.js';

/** The check of a schema of language data. */
export function dataCheck<T>(schema: object): SchemaCheck<T> {
  return schemaCheck<T>(() => schema, { allowUnionTypes: true });
}

/** Reads a YAML file and checks it. @throws LanguageDataError naming the file and the place. */
export function readChecked<T>(file: string, check: SchemaCheck<T>): T {
  return checkAgainst(readUnchecked(file), check, file);
}

/** Reads a YAML file. @throws LanguageDataError where it cannot be read. */
export function readUnchecked(file: string): unknown {
  try {
    return parseYaml(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new LanguageDataError(file, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** @throws LanguageDataError with the first place where the data breaks the schema. */
export function checkAgainst<T>(data: unknown, check: SchemaCheck<T>, file: string): T {
  const validate = check();
  if (validate(data)) return data;
  throw new LanguageDataError(file, errorsText(validate.errors));
}
