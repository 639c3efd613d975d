import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { parse } from 'yaml';
import { knownLibraryData } from './library-data.js';
import { checkKey, knownSchemas } from './schema-check.js';
import { keyOf, storeDirectory } from './store.js';

/**
 * The last step of a build: reads the package's YAML files, what all modules that are loaded want of libraries' data, and compiles their schemas, so that
 * no run has to. Whatever cannot be stored faithfully is left to the runs.
 */
export function prepareStore(configDirectory: string, directory: string = storeDirectory): void {
  mkdirSync(directory, { recursive: true });
  for (const file of readdirSync(configDirectory, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.yaml')) storeYaml(readFileSync(join(configDirectory, file), 'utf8'), directory);
  for (const { key, read } of knownLibraryData) storeValue(key(), read(), directory);
  for (const { schema, options } of knownSchemas) {
    const ajv = new Ajv2020({ ...options, code: { source: true } });
    const code = standalone.default(ajv, ajv.compile(schema()));
    writeFileSync(join(directory, `${checkKey(schema(), options)}.cjs`), code);
  }
}

function storeYaml(text: string, directory: string): void {
  storeValue(keyOf(text), parse(text, { maxAliasCount: 100 }), directory);
}

function storeValue(key: string, value: unknown, directory: string): void {
  const json = JSON.stringify(value);
  if (isDeepStrictEqual(JSON.parse(json), value)) writeFileSync(join(directory, `${key}.json`), json);
}
