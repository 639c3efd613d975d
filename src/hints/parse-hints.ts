import { readFileSync } from 'node:fs';
import type { ErrorObject } from 'ajv/dist/2020.js';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { didYouMean } from '../config/did-you-mean.js';
import { HintsFileError } from '../errors/hints-file-error.js';
import { segmentsOf } from '../json/json-pointer.js';
import { schemaCheck } from '../shipped/schema-check.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { EndpointHint, FieldHint, Hints, ParameterHint } from './hints.js';

/** Characters; what people write by hand is far below. */
const longestText = 4 * 1024 * 1024;

/** Reads the text of a hints file. @throws {HintsFileError} naming the line of what is not as `config/hints.schema.json` has it */
export function parseHints(text: string, file: string): Hints {
  if (text.length > longestText)
    throw new HintsFileError(file, null, `It has ${text.length} characters; the limit is ${longestText}.`);
  const counter = new LineCounter();
  const { document, value } = parseYaml(text, file, counter);
  const lineOf = (path: readonly string[]): number => {
    // A key that is not there has the line of what should hold it.
    for (let length = path.length; length >= 0; length -= 1) {
      const node = keyNode(document, path.slice(0, length));
      if (node !== null) return counter.linePos(node).line;
    }
    return 1;
  };
  const check = checkHints();
  if (!check(value)) {
    const [error] = check.errors ?? [];
    const path = segmentsOf(error?.instancePath ?? '');
    const extra = (error?.params as { additionalProperty?: string } | undefined)?.additionalProperty;
    throw new HintsFileError(
      file,
      lineOf(extra === undefined ? path : [...path, extra]),
      describe(error, path),
    );
  }
  const { endpoints } = value as { endpoints?: { readonly [name: string]: JsonObject } | null };
  return {
    file,
    endpoints: Object.entries(endpoints ?? {}).map(([name, hint]) => toHint(name, hint, lineOf)),
  };
}

type LineOf = (path: readonly string[]) => number;

function parseYaml(
  text: string,
  file: string,
  lineCounter: LineCounter,
): { readonly document: ReturnType<typeof parseDocument>; readonly value: JsonValue } {
  try {
    const document = parseDocument(text, { lineCounter, logLevel: 'silent', stringKeys: true });
    const [error] = document.errors;
    if (error !== undefined) {
      const words = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
      throw new HintsFileError(file, lineCounter.linePos(error.pos[0]).line, `It is no YAML: ${words}.`);
    }
    // By way of JSON: dates and the like become texts, and aliases objects of their own.
    const value = JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: 100 }) ?? null)) as JsonValue;
    return { document, value };
  } catch (error) {
    if (error instanceof HintsFileError) throw error;
    const words = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new HintsFileError(file, null, `It is no YAML: ${words}.`, { cause: error });
  }
}

/** Offset of the key at a path; null where there is none. */
function keyNode(document: ReturnType<typeof parseDocument>, path: readonly string[]): number | null {
  const name = path.at(-1);
  const holder: unknown = path.length < 2 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (name === undefined) return isNode(holder) ? (holder.range?.[0] ?? null) : null;
  const items: unknown = (holder as { items?: unknown } | null | undefined)?.items;
  if (!Array.isArray(items)) return null;
  for (const [index, item] of items.entries()) {
    const key: unknown = (item as { key?: unknown } | null)?.key;
    if (isNode(key) && String((key as { value?: unknown }).value) === name) return key.range?.[0] ?? null;
    if (key === undefined && isNode(item) && String(index) === name) return item.range?.[0] ?? null;
  }
  return null;
}

const checkHints = schemaCheck<JsonObject>(
  () => {
    const file = new URL('../../config/hints.schema.json', import.meta.url);
    return JSON.parse(readFileSync(file, 'utf8')) as object;
  },
  { verbose: true, allowUnionTypes: true, strict: false },
);

function describe(error: ErrorObject | undefined, path: readonly string[]): string {
  const place = path.length === 0 ? 'The file' : `'${path.join(' › ').slice(0, 200)}'`;
  const { additionalProperty, missingProperty, allowedValues } = (error?.params ?? {}) as {
    readonly [name: string]: unknown;
  };
  if (typeof additionalProperty === 'string') {
    const known = Object.keys((error?.parentSchema as { properties?: object } | undefined)?.properties ?? {});
    const near = didYouMean(additionalProperty, known);
    const hint = near === null ? `Known are ${known.join(', ')}.` : `Did you mean '${near}'?`;
    return `${place} has '${additionalProperty.slice(0, 60)}', which is no hint. ${hint}`;
  }
  if (missingProperty === 'datagen_hints' || path.length === 0)
    return 'The file does not begin with "datagen_hints: 1", so it holds no hints.';
  if (typeof missingProperty === 'string') return `${place} has no '${missingProperty}'.`;
  if (Array.isArray(allowedValues)) return `${place} must be one of ${allowedValues.join(', ')}.`;
  if (path.at(-1) === 'link' || path.at(-2) === 'link')
    return `${place} must name a field of an answer, such as hotels::search_hotels#/results/*/id.`;
  return `${place} ${error?.message ?? 'is not as it must be'}.`;
}

function toHint(name: string, hint: JsonObject, lineOf: LineOf): EndpointHint {
  const { parameters, response, response_schema, response_example, ...rest } = hint;
  const at = ['endpoints', name];
  return {
    name,
    line: lineOf(at),
    members: toMembers(rest),
    ...(response_schema === undefined ? {} : { responseSchema: response_schema }),
    ...(response_example === undefined ? {} : { responseExample: response_example }),
    parameters: Object.entries((parameters ?? {}) as { [name: string]: JsonObject }).map(
      ([parameter, members]): ParameterHint => ({
        name: parameter,
        line: lineOf([...at, 'parameters', parameter]),
        members: toMembers(members),
      }),
    ),
    fields: Object.entries((response ?? {}) as { [pointer: string]: { concept: string } }).map(
      ([pointer, { concept }]): FieldHint => ({
        pointer,
        line: lineOf([...at, 'response', pointer]),
        concept,
      }),
    ),
  };
}

/** `known_by` is `x-known-by`. */
function toMembers(hint: JsonObject): { readonly [key: string]: JsonValue } {
  return Object.fromEntries(
    Object.entries(hint).map(([key, value]) => [`x-${key.replaceAll('_', '-')}`, value]),
  );
}
