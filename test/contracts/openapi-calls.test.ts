import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildCatalog, generateRecords } from '../support/generate-records.js';

/** What this test knows of OpenAPI, apart from the reader: all as it stands in the document. */
type Any = { readonly [key: string]: Any } & { readonly [Symbol.iterator]: () => Iterator<Any> };

const file = 'examples/openapi/city-library.yaml';
const document: Any = parse(readFileSync(file, 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true });
(formats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema({ $id: 'document', ...document });

function follow(value: Any | undefined): Any | undefined {
  const reference = value?.$ref as unknown as string | undefined;
  if (reference === undefined) return value;
  return follow(
    reference
      .slice(2)
      .split('/')
      .reduce<Any | undefined>((at, name) => at?.[name], document),
  );
}

function operationOf(id: string): { parameters: Any[]; body: Any | undefined } {
  for (const item of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(item)) {
      if ((operation.operationId as unknown) !== id) continue;
      const listed = [item.parameters, operation.parameters].flatMap((list) =>
        list === undefined ? [] : [...list],
      );
      return {
        parameters: listed.map((each) => follow(each) as Any),
        body: follow(operation.requestBody),
      };
    }
  }
  throw new Error(`no operation ${id}`);
}

function errorsOf(schema: Any | undefined, value: unknown): string[] {
  const text = JSON.stringify(schema ?? {}).replaceAll('"#/', '"document#/');
  const validate = ajv.compile(JSON.parse(text));
  return validate(value) ? [] : [`${JSON.stringify(value)}: ${ajv.errorsText(validate.errors)}`];
}

/** What is wrong with a call, by the document alone. */
function wrongWith(id: string, given: { readonly [name: string]: unknown }): string[] {
  const { parameters, body } = operationOf(id);
  const rest = { ...given };
  const wrong: string[] = [];
  const [media] = Object.values(body?.content ?? {});
  for (const parameter of parameters) {
    const place = String(parameter.in);
    const name = String(parameter.name);
    const key = Object.hasOwn(rest, `${name}__${place}`) ? `${name}__${place}` : name;
    const isGiven = Object.hasOwn(rest, key);
    if (!isGiven && (parameter.required as unknown) === true) wrong.push(`${id}: no ${name}`);
    if (!isGiven) continue;
    wrong.push(...errorsOf(parameter.schema, rest[key]));
    delete rest[key];
  }
  const isEmpty = Object.keys(rest).length === 0;
  if (media === undefined) return isEmpty ? wrong : [...wrong, `${id}: ${Object.keys(rest)} in no body`];
  if (isEmpty && (body?.required as unknown) !== true) return wrong;
  return [...wrong, ...errorsOf(media.schema, Object.hasOwn(rest, 'body') ? rest.body : rest)];
}

describe('calls of an OpenAPI catalog', () => {
  it('are valid for the document they come from', { timeout: 120_000 }, async () => {
    const artifacts = await buildCatalog(file);
    const operations = new Map(
      artifacts.registry.endpoints.map(({ callName, functionName }) => [callName, functionName]),
    );
    const records = await generateRecords(artifacts, { n: '80', seed: '3' });
    const calls = records.flatMap((record) => record.tool_calls);
    expect(calls.length).toBeGreaterThan(100);
    expect(wrongWith('placeHold', { member_id: 'x', title_id: 7 })).toHaveLength(2);
    const wrong = calls.flatMap((call) => {
      const id = operations.get(call.name);
      return id === undefined ? [] : wrongWith(id, call.parameters);
    });
    expect(wrong).toEqual([]);
    expect(new Set(calls.map(({ name }) => name)).size).toBeGreaterThan(25);
  });
});
