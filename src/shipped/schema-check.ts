import type { Options, ValidateFunction } from 'ajv/dist/2020.js';
import { findModule, keyOf, load } from './store.js';

/** Settings of Ajv, but for functions: they are part of the schema's key. */
export type CheckOptions = Pick<
  Options,
  'strict' | 'verbose' | 'allowUnionTypes' | 'discriminator' | 'unicode'
> & {
  readonly logger?: false;
};

/** A schema (JSON Schema 2020-12) that the package checks its own files with, and the options of its check. */
export type KnownSchema = { readonly schema: () => object; readonly options: CheckOptions };

/** Gives the check of a schema, which says whether a value keeps it and holds the errors of the last that did not. */
export type SchemaCheck<T> = () => ValidateFunction<T>;

/** Every schema that a loaded module has a check for: what the build prepares. */
export const knownSchemas: KnownSchema[] = [];

/**
 * The check of a schema, made when it is first asked for: that which the build prepared, else compiled here, which takes
 * longer than most runs need for anything else before their first record.
 */
export function schemaCheck<T>(schema: () => object, options: CheckOptions = {}): SchemaCheck<T> {
  knownSchemas.push({ schema, options });
  let check: ValidateFunction<T> | undefined;
  return () => {
    check ??= prepared<T>(schema(), options) ?? compile<T>(schema(), options);
    return check;
  };
}

/** What distinguishes a check from all others. */
export function checkKey(schema: object, options: CheckOptions): string {
  return keyOf(JSON.stringify([schema, options]));
}

/** All errors of a check in one line, as Ajv words them. */
export function errorsText(errors: ValidateFunction['errors']): string {
  if (!errors || errors.length === 0) return 'No errors';
  return errors.map(({ instancePath, message }) => `data${instancePath} ${message}`).join(', ');
}

function prepared<T>(schema: object, options: CheckOptions): ValidateFunction<T> | null {
  return findModule(checkKey(schema, options)) as ValidateFunction<T> | null;
}

function compile<T>(schema: object, options: CheckOptions): ValidateFunction<T> {
  const { Ajv2020 }: typeof import('ajv/dist/2020.js') = load('ajv/dist/2020.js');
  return new Ajv2020(options).compile<T>(schema);
}
