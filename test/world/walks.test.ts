import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledCatalogDirectory, packageRoot } from '../../src/config/package-paths.js';
import { createWorldConflicts } from '../../src/metrics/world-conflicts.js';
import { readRecordView } from '../../src/record-view/read-record-view.js';
import { toEndpointSemantics } from '../../src/registry/endpoint-semantics.js';
import type { JsonSchema, JsonValue } from '../../src/types/json.js';
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
  });
}

function isWrite({ intent }: Endpoint): boolean {
  return ['create', 'update', 'delete', 'execute'].includes(intent);
}

function errorType(output: JsonValue): string | null {
  const error = (output as { error?: { type?: string } } | null)?.error;
  return typeof error === 'object' && error !== null && typeof error.type === 'string' ? error.type : null;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false, logger: false });

/** Null where the answer is an error of a known type, or what the schema says with nothing added. */
function schemaProblem({ callName, response }: Endpoint, output: JsonValue): string | null {
  const error = errorType(output);
  if (error !== null)
    return /^(invalid_arguments|invalid_value|not_found|conflict)$/.test(error)
      ? null
      : `${callName}: ${error}`;
  const schema = closed(response.schema ?? {}, response.origin === 'declared');
  return ajv.validate(schema, output)
    ? null
    : `${callName}: ${ajv.errorsText()} ${JSON.stringify(output).slice(0, 300)}`;
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
