import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { readShipped } from '../../config/read-shipped.js';
import { LanguageDataError } from '../../errors/language-data-error.js';

let ajv: Ajv2020 | undefined;

/** Reads a YAML file against a JSON Schema. @throws LanguageDataError naming the file and the place. */
export function readChecked<T>(file: string, schema: object): T {
  const shipped = readShipped(file);
  return shipped === undefined ? checkAgainst<T>(readYaml(file), schema, file) : (shipped as T);
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'), { maxAliasCount: 100 });
  } catch (cause) {
    throw new LanguageDataError(file, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Throws at the first place where the data breaks the schema. */
function checkAgainst<T>(data: unknown, schema: object, file: string): T {
  // The same schema object is compiled once.
  ajv ??= new Ajv2020({ allErrors: false, allowUnionTypes: true });
  const validate = ajv.compile<T>(schema);
  if (validate(data)) return data;
  throw new LanguageDataError(file, ajv.errorsText(validate.errors));
}
