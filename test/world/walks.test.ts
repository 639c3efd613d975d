import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledCatalogDirectory, packageRoot } from '../../src/config/package-paths.js';
import { createWorldConflicts } from '../../src/metrics/world-conflicts.js';
import { readRecordView } from '../../src/record-view/read-record-view.js';
import { toEndpointSemantics } from '../../src/registry/endpoint-semantics.js';
import type { JsonObject, JsonSchema, JsonValue } from '../../src/types/json.js';
import type { Endpoint } from '../../src/types/tool-registry.js';
import {
  loadWorlds,
  startWalk,
  stepsArbitrary,
  type WorldCall,
  type WorldUnderTest,
} from '../support/walk-world.js';

const catalogs = [
  ['the bundled catalog', bundledCatalogDirectory],
  ['the messy fixture', join(packageRoot, 'test', 'fixtures', 'messy-catalog')],
  ['the ToolBench sample', join(packageRoot, '..', 'shared', 'toolbench', 'sample')],
] as const;
const numRuns = Number(process.env.WALK_RUNS ?? 60);
/** So that a commit fails for what it changes; another seed looks further. */
const fixed = Number(process.env.WALK_SEED ?? 1);

for (const [name, path] of catalogs) {
  describe.skipIf(!existsSync(path))(`the world on ${name}`, () => {
    let worlds: WorldUnderTest[];
    beforeAll(async () => {
      worlds = await loadWorlds(path);
    }, 60_000);

    const walks = fc.tuple(fc.nat(10_000), fc.string({ maxLength: 4 }), stepsArbitrary);
    const walk = ([tool, seed, steps]: [number, string, { endpoint: number; salt: number }[]]) => {
      const started = startWalk(worlds[tool % worlds.length] as WorldUnderTest, seed);
      return { ...started, calls: steps.map((step) => started.step(step)) };
    };
    const holds = (check: (walked: ReturnType<typeof walk>) => void) =>
      fc.assert(
        fc.property(walks, (drawn) => check(walk(drawn))),
        { numRuns, seed: fixed },
      );

    it('answers to the letter of the declared schema, with typed errors at most', () => {
      holds(({ calls }) => {
        for (const { endpoint, output } of calls) expect(schemaProblem(endpoint, output)).toBe(null);
      });
    });

    it('gives the same answer to the same read while nothing is written', () => {
      holds(({ calls, call }) => {
        const lastWrite = calls.findLastIndex(({ endpoint }) => isWrite(endpoint));
        for (const { endpoint, parameters, output } of calls.slice(lastWrite + 1))
          expect(call(endpoint, parameters).output).toEqual(output);
      });
    });

    it('contradicts itself nowhere, as the metrics count it', () => {
      holds(({ calls }) => {
        expect(conflicts(calls)).toBe(0);
      });
    });

    it('never lists more for one filter more', () => {
      each(worlds, ({ endpoint, world, seed, salt }) => {
        for (const { parameter } of endpoint.filters.filter((filter) => isNarrowing(endpoint, filter))) {
          const { call, args } = startWalk(world, seed);
          const wide = args(endpoint, salt, () => false);
          const narrow = { ...wide, ...args(endpoint, salt, (name) => name === parameter) };
          const order = salt % 2 === 0 ? [wide, narrow] : [narrow, wide];
          const answers = new Map(order.map((given) => [given, idsOf(call(endpoint, given))]));
          const all = answers.get(wide) ?? [];
          for (const id of answers.get(narrow) ?? []) expect(all).toContain(id);
        }
      });
    });

    it('pages without gap or repeat', () => {
      each(worlds, ({ endpoint, world, seed, salt }) => {
        const page = endpoint.parameters.find(({ role }) => role === 'page');
        if (page === undefined || !isNumeric(page.schema)) return;
        const { call, args } = startWalk(world, seed);
        const given = args(endpoint, salt, () => false);
        const lists = Array.from({ length: 8 }, (_, index) =>
          idsOf(call(endpoint, { ...given, [page.name]: textOr(page.schema, index + 1) })),
        );
        const shown = lists.flat();
        expect(new Set(shown).size).toBe(shown.length);
        const empty = lists.findIndex((ids) => ids.length === 0);
        if (empty >= 0) expect(lists.slice(empty).flat()).toEqual([]);
      });
    });

    it('finds by its id what a list shows, and shows that id', () => {
      each(worlds, ({ endpoint, world, seed, salt }) => {
        const { call, args } = startWalk(world, seed);
        const [id] = idsOf(
          call(
            endpoint,
            args(endpoint, salt, () => false),
          ),
        );
        if (id === undefined) return;
        const entity = endpoint.response.objects[0]?.entity;
        for (const reader of world.endpoints.values()) {
          const own = reader.response.objects[0];
          const isReader = reader.intent === 'retrieve' && reader.entity === entity && own?.entity === entity;
          if (!isReader || reader.idParameter === null || own.idField === null || own.at.includes('*'))
            continue;
          const parameter = reader.parameters.find(({ name }) => name === reader.idParameter);
          if (parameter?.schema.enum !== undefined || parameter?.schema.pattern !== undefined) continue;
          const given = {
            ...args(reader, salt, () => false),
            [reader.idParameter]: textOr(parameter?.schema ?? {}, id),
          };
          const read = call(reader, given);
          if (errorType(read.output) === 'invalid_arguments') continue;
          expect(errorType(read.output)).toBe(null);
          expect(idsOf(read).map(String)).toEqual([String(id)]);
        }
      });
    });
  });
}

type Case = { endpoint: Endpoint; world: WorldUnderTest; seed: string; salt: number };

/** Checks endpoints drawn from all worlds that list or show things with ids. */
function each(worlds: readonly WorldUnderTest[], check: (one: Case) => void): void {
  const all = worlds.flatMap((world) =>
    [...world.endpoints.values()]
      .filter(({ intent, response }) => !isChange(intent) && response.objects[0]?.idField != null)
      .map((endpoint) => ({ endpoint, world })),
  );
  if (all.length === 0) return;
  fc.assert(
    fc.property(fc.nat(100_000), fc.string({ maxLength: 4 }), fc.nat(1_000_000), (index, seed, salt) => {
      check({ ...(all[index % all.length] as { endpoint: Endpoint; world: WorldUnderTest }), seed, salt });
    }),
    { numRuns: numRuns * 4, seed: fixed },
  );
}

/** True where the answer shows what an optional parameter filters by. */
function isNarrowing(endpoint: Endpoint, { parameter, field }: Endpoint['filters'][number]): boolean {
  return (
    (endpoint.response.objects[0]?.at ?? '').includes('*') &&
    endpoint.parameters.some(({ name, required }) => name === parameter && !required) &&
    // A page holds no more than a page.
    !endpoint.parameters.some(({ role, required }) => required && /^(page|limit|offset)$/.test(role)) &&
    // Who asks for an id that nobody gave out is taken to know it.
    field !== 'id' &&
    !/id$/i.test(parameter) &&
    endpoint.response.fields.some((one) => one.object === 0 && one.attribute === field)
  );
}

/** Ids of the endpoint's own objects in the order shown. */
function idsOf({ endpoint, output }: WorldCall): JsonValue[] {
  const own = endpoint.response.objects[0];
  if (own === undefined || own.idField === null || errorType(output) !== null) return [];
  let nodes: JsonValue[] = [output];
  for (const segment of own.at.split('/').slice(1)) {
    nodes = nodes.flatMap((node) => {
      if (segment === '*') return Array.isArray(node) ? [...(node as readonly JsonValue[])] : [];
      const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
      return isPlain(node) && Object.hasOwn(node, name) ? [node[name] as JsonValue] : [];
    });
  }
  return nodes.flatMap((node) => (isPlain(node) ? [node[own.idField as string] ?? []].flat() : []));
}

function isPlain(node: JsonValue): node is JsonObject {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function isNumeric({ type, enum: members }: JsonSchema): boolean {
  return members === undefined && (type === 'integer' || type === 'number' || type === 'string');
}

/** The value in the type that a parameter takes. */
function textOr({ type }: JsonSchema, value: JsonValue): JsonValue {
  return type === 'string' ? String(value) : type === 'integer' || type === 'number' ? Number(value) : value;
}

function isChange(intent: Endpoint['intent']): boolean {
  return ['create', 'update', 'delete', 'execute'].includes(intent);
}

function isWrite({ intent }: Endpoint): boolean {
  return isChange(intent);
}

function errorType(output: JsonValue): string | null {
  const error = (output as { error?: { type?: string } } | null)?.error;
  return typeof error === 'object' && error !== null && typeof error.type === 'string' ? error.type : null;
}

const compiled = new WeakMap<Endpoint, ValidateFunction>();
const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false, logger: false });

/** Null where the answer is an error of a known type, or what the schema says with nothing added. */
function schemaProblem(endpoint: Endpoint, output: JsonValue): string | null {
  const { callName, response } = endpoint;
  const error = errorType(output);
  if (error !== null)
    return /^(invalid_arguments|invalid_value|not_found|conflict)$/.test(error)
      ? null
      : `${callName}: ${error}`;
  const validate =
    compiled.get(endpoint) ?? ajv.compile(closed(response.schema ?? {}, response.origin === 'declared'));
  compiled.set(endpoint, validate);
  return validate(output)
    ? null
    : `${callName}: ${ajv.errorsText(validate.errors)} ${JSON.stringify(output).slice(0, 300)}`;
}

/** The schema with no further properties; where it is inferred, with the kinds of its values only. */
function closed(schema: JsonSchema, isDeclared: boolean): JsonSchema {
  const { properties, items, ...bounded } = schema;
  const rest = isDeclared || schema.type === undefined ? bounded : { type: schema.type };
  return {
    ...rest,
    ...(items === undefined ? {} : { items: closed(items, isDeclared) }),
    ...(properties === undefined
      ? {}
      : {
          additionalProperties: false,
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, node]) => [key, closed(node, isDeclared)]),
          ),
        }),
  } as JsonSchema;
}

function conflicts(calls: readonly WorldCall[]): number {
  const messages = calls.flatMap(({ endpoint, parameters, output }, index) => {
    const id = `call${index}`;
    return [
      { role: 'assistant', content: '', tool_calls: [{ id, name: endpoint.callName, parameters }] },
      { role: 'tool', name: endpoint.callName, tool_call_id: id, content: JSON.stringify(output) },
    ];
  });
  const semantics = Object.fromEntries(
    calls.map(({ endpoint }) => [endpoint.callName, toEndpointSemantics(endpoint)]),
  );
  const view = readRecordView({ messages, semantics });
  if (view === null) throw new Error('no record');
  const family = createWorldConflicts();
  family.add(view);
  return family.figures().world_conflicts?.value ?? 0;
}
