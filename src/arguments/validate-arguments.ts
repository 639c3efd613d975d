import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { compilePattern } from '../json/compile-pattern.js';
import { inputSchemaOf } from '../registry/tool-definition.js';
import { load } from '../shipped/store.js';
import type { JsonObject, JsonSchema } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { areSurelyValid } from './surely-valid.js';

/** Null where the arguments fit the definition; else a sentence that names the parameter and what was expected. */
export function validateArguments(endpoint: Endpoint, parameters: JsonObject): string | null {
  if (endpoint.inputSchema === undefined && areSurelyValid(endpoint, parameters)) return null;
  const validate = validatorOf(endpoint);
  return validate(parameters) ? null : describeProblem(validate.errors?.[0]);
}

let ajv: Ajv2020 | undefined;

/** Few calls need it, and most short runs have none of them. */
function compiler(): Ajv2020 {
  if (ajv !== undefined) return ajv;
  const { Ajv2020: Compiler }: typeof import('ajv/dist/2020.js') = load('ajv/dist/2020.js');
  const addFormats: typeof import('ajv-formats') = load('ajv-formats');
  ajv = new Compiler({
    strict: false,
    // Only the first error counts, but without this each check stands inside the one before it: two thousand overflow the stack.
    allErrors: true,
    validateSchema: false,
    logger: false,
    // Parameters may be called `constructor`, which every object seems to have.
    ownProperties: true,
    code: { regExp: Object.assign(linearRegExp, { code: 'linearRegExp' }) },
  });
  addFormats.default(ajv as never);
  return ajv;
}

/** Endpoints are shared by all conversations of a run, so each is compiled once at most. */
const validators = new WeakMap<Endpoint, ValidateFunction>();

function validatorOf(endpoint: Endpoint): ValidateFunction {
  let validate = validators.get(endpoint);
  if (validate === undefined) {
    const schema = inputSchemaOf(endpoint);
    const required = [...new Set(schema.required)];
    validate = compiler().compile({ ...withoutUnusablePatterns(schema, 0), required });
    validators.set(endpoint, validate);
  }
  return validate;
}

/** A pattern that cannot be run in bounded time is not checked at all. */
function withoutUnusablePatterns(schema: JsonSchema, depth: number): JsonSchema {
  if (depth > 16) return {};
  const { pattern, items, properties, ...rest } = schema;
  return {
    ...rest,
    ...(pattern !== undefined && compilePattern(pattern) !== null ? { pattern } : {}),
    ...(items === undefined ? {} : { items: withoutUnusablePatterns(items, depth + 1) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, node]) => [
              name,
              withoutUnusablePatterns(node, depth + 1),
            ]),
          ),
        }),
  };
}

/** ajv keeps patterns by their text: without one of its own, each would be the first. */
function linearRegExp(pattern: string): { test(text: string): boolean; toString(): string } {
  return { test: compilePattern(pattern) ?? (() => true), toString: () => pattern };
}

function describeProblem(error: ErrorObject | undefined): string {
  if (error === undefined) return 'The arguments do not fit the definition.';
  const params = error.params as {
    missingProperty?: string;
    additionalProperty?: string;
    allowedValues?: unknown[];
    type?: unknown;
    format?: string;
  };
  const name = error.instancePath.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
  switch (error.keyword) {
    case 'required':
      return `Missing required parameter '${params.missingProperty ?? ''}'.`;
    case 'additionalProperties':
      return `Unknown parameter '${params.additionalProperty ?? ''}'.`;
    case 'enum':
      return `Parameter '${name}' must be one of: ${(params.allowedValues ?? []).slice(0, 20).map(String).join(', ')}.`;
    case 'type':
      return `Parameter '${name}' must be of type ${String(params.type)}.`;
    case 'format':
      return `Parameter '${name}' must be a valid ${params.format ?? 'value'}.`;
    default:
      return `Parameter '${name}' ${error.message ?? 'is not valid'}.`;
  }
}
