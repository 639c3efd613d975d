import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { load } from '../../shipped/store.js';
import { formatChecks } from './format-checks.js';
import { plainCheck } from './plain-schema.js';
import { safeRegExp } from './safe-reg-exp.js';

/** A tool's parameter schema, ready to check arguments, or the reason why it cannot be. */
export type CompiledDefinition =
  | { readonly usable: true; readonly problem: (value: unknown) => string | null }
  | { readonly usable: false; readonly reason: string };

const cacheSize = 2000;
const maximumSchemaLength = 200_000;
/** Far more, and what compiling them takes of the stack depends on the machine. */
const maximumProperties = 2_000;
const cache = new Map<string, CompiledDefinition>();
const byIdentity = new WeakMap<object, CompiledDefinition>();

/** Compiles once for each JSON text; the oldest of 2,000 entries gives way. Never throws. */
export function compileDefinition(schema: object): CompiledDefinition {
  const known = byIdentity.get(schema);
  if (known !== undefined) return known;
  const text = JSON.stringify(schema);
  let compiled = cache.get(text);
  if (compiled === undefined) {
    compiled = compile(schema, text);
    if (cache.size >= cacheSize) cache.delete(cache.keys().next().value ?? '');
    cache.set(text, compiled);
  }
  byIdentity.set(schema, compiled);
  return compiled;
}

function compile(schema: object, text: string): CompiledDefinition {
  if (text.length > maximumSchemaLength)
    return { usable: false, reason: `it is longer than ${maximumSchemaLength} characters` };
  // References could point anywhere, the network included; definitions of ours never hold one.
  if (/"\$(?:ref|dynamicRef|recursiveRef|id|schema)"\s*:/.test(text))
    return { usable: false, reason: 'it holds a reference' };
  if (countProperties(schema) > maximumProperties)
    return { usable: false, reason: `it holds more than ${maximumProperties} properties` };
  const isKept = plainCheck(schema);
  if (isKept === null) return compileFully(schema);
  let full: CompiledDefinition | undefined;
  return {
    usable: true,
    problem: (value) => {
      if (isKept(value)) return null;
      full ??= compileFully(schema);
      return full.usable ? full.problem(value) : full.reason;
    },
  };
}

function compileFully(schema: object): CompiledDefinition {
  let validate: ValidateFunction;
  try {
    validate = newAjv().compile(schema);
  } catch (error) {
    return { usable: false, reason: error instanceof Error ? error.message : String(error) };
  }
  return {
    usable: true,
    problem: (value) => {
      if (validate(value)) return null;
      const error = validate.errors?.[0];
      return `${error?.instancePath ?? ''} ${error?.message ?? 'invalid'}`.trim();
    },
  };
}

/** Names under every `properties`; the size guard has seen to it that the schema is not deep. */
function countProperties(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0;
  return Object.entries(node).reduce((sum, [key, child]) => {
    const own = key === 'properties' && typeof child === 'object' && child !== null;
    return sum + (own ? Object.keys(child).length : 0) + countProperties(child);
  }, 0);
}

// One instance a schema: an instance keeps every schema it compiled, and the cache must be able to let go.
function newAjv(): Ajv2020 {
  // Loaded by the first definition that the plain check does not do for.
  const { Ajv2020: Compiler }: typeof import('ajv/dist/2020.js') = load('ajv/dist/2020.js');
  return new Compiler({
    strict: false,
    // Only the first error counts, but without this each check stands inside the one before it: two thousand overflow the stack.
    allErrors: true,
    ownProperties: true,
    validateSchema: false,
    formats: formatChecks,
    logger: false,
    code: { regExp: Object.assign(safeRegExp, { code: 'safeRegExp' }) },
  });
}
