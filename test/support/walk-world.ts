import fc from 'fast-check';
import { loadKnowledge } from '../../src/concepts/load-knowledge.js';
import { configDirectory } from '../../src/config/package-paths.js';
import { createOfflineExecutor } from '../../src/executor/create-offline-executor.js';
import { createGeneratorLookup } from '../../src/executor/generator-lookup.js';
import { readCatalog } from '../../src/ingest/read-catalog.js';
import { createRandom, type Random } from '../../src/random/random.js';
import { buildRegistry } from '../../src/registry/build-registry.js';
import type { JsonObject, JsonSchema, JsonValue } from '../../src/types/json.js';
import type { Endpoint, Parameter } from '../../src/types/tool-registry.js';
import { createAnchor } from '../../src/values/anchor.js';
import { generateValue } from '../../src/values/generate-value.js';

/** Endpoints of a tool, and what is needed to call them. */
export type WorldUnderTest = {
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly generatorOf: (concept: string) => string | null;
};

export type WorldCall = {
  readonly endpoint: Endpoint;
  readonly parameters: JsonObject;
  readonly output: JsonValue;
};

/** One step of a walk: which endpoint, and a seed for its arguments. */
export type WalkStep = { readonly endpoint: number; readonly salt: number };

export const now = '2026-04-09T10:15:00';

/** A world for each tool of a catalog that can be called; unusable endpoints and unknown answers are left out. */
export async function loadWorlds(path: string): Promise<WorldUnderTest[]> {
  const knowledge = await loadKnowledge(configDirectory);
  const { tools } = await readCatalog(path);
  const { registry } = buildRegistry(tools, knowledge);
  const byTool = new Map<string, Map<string, Endpoint>>();
  for (const endpoint of registry.endpoints) {
    if (endpoint.unusable !== null || endpoint.response.schema === null) continue;
    const own = byTool.get(endpoint.toolId) ?? new Map<string, Endpoint>();
    byTool.set(endpoint.toolId, own.set(endpoint.callName, endpoint));
  }
  const generatorOf = createGeneratorLookup(knowledge);
  return [...byTool.values()].map((endpoints) => ({ endpoints, generatorOf }));
}

export const stepsArbitrary: fc.Arbitrary<WalkStep[]> = fc.array(
  fc.record({ endpoint: fc.nat(1000), salt: fc.nat(1_000_000) }),
  { minLength: 1, maxLength: 30, size: 'max' },
);

/** Calls endpoints of one world, now with ids that earlier answers showed, now with values of the parameter's kind. */
export function startWalk(world: WorldUnderTest, seed: string) {
  const executor = createOfflineExecutor({ ...world, world: { seed, now, locale: 'en' } });
  const all = [...world.endpoints.values()];
  const shown = new Map<string, JsonValue[]>();
  const call = (endpoint: Endpoint, parameters: JsonObject): WorldCall => {
    const { output } = executor.execute({ id: 'abc123def', name: endpoint.callName, parameters });
    collect(output, '', shown);
    return { endpoint, parameters, output };
  };
  return {
    call,
    /** Arguments of an endpoint: the required ones, and of the others those that are wanted. */
    args: (endpoint: Endpoint, salt: number, isWanted: (name: string) => boolean): JsonObject =>
      drawArguments(endpoint, world, shown, createRandom(`arguments/${salt}`), isWanted),
    step({ endpoint, salt }: WalkStep): WorldCall {
      const chosen = all[endpoint % all.length] as Endpoint;
      return call(chosen, drawArguments(chosen, world, shown, createRandom(`arguments/${salt}`)));
    },
  };
}

function collect(node: JsonValue, name: string, shown: Map<string, JsonValue[]>): void {
  if (Array.isArray(node)) for (const item of node as readonly JsonValue[]) collect(item, name, shown);
  else if (typeof node === 'object' && node !== null)
    for (const [key, value] of Object.entries(node)) collect(value, key, shown);
  else if (/(id|key|slug|code|token|uuid)$/i.test(name))
    shown.set(kind(name), [...(shown.get(kind(name)) ?? []), node]);
}

function kind(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function drawArguments(
  endpoint: Endpoint,
  world: WorldUnderTest,
  shown: ReadonlyMap<string, readonly JsonValue[]>,
  random: Random,
  isWanted: (name: string) => boolean = () => random.chance(0.3),
): JsonObject {
  const parameters: { [name: string]: JsonValue } = {};
  for (const parameter of endpoint.parameters) {
    if (!parameter.required && !isWanted(parameter.name)) continue;
    const isOwn = ['id', kind(`${endpoint.entity}_id`)].includes(kind(parameter.name));
    const known = [...(shown.get(kind(parameter.name)) ?? []), ...((isOwn && shown.get('id')) || [])];
    const fits = known.filter((value) => fitsType(value, parameter));
    const isId = parameter.role === 'identifier' || /id$/i.test(parameter.name);
    const value =
      isId && fits.length > 0 && random.chance(0.8)
        ? random.pick(fits)
        : drawValue(parameter, world, endpoint, random);
    Object.defineProperty(parameters, parameter.name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return parameters;
}

function fitsType(value: JsonValue, { schema }: Parameter): boolean {
  if (schema.enum !== undefined || schema.pattern !== undefined || schema.format !== undefined) return false;
  return (
    [schema.type ?? typeof value].flat().includes(typeof value === 'number' ? 'integer' : 'string') ||
    (schema.type === 'number' && typeof value === 'number')
  );
}

function drawValue(
  parameter: Parameter,
  { generatorOf }: WorldUnderTest,
  endpoint: Endpoint,
  random: Random,
): JsonValue {
  return generateValue(
    {
      generator: parameter.concept === null ? null : generatorOf(parameter.concept.id),
      schema: { ...boundsOf(parameter, endpoint), ...parameter.schema },
      entity: endpoint.entity,
      label: parameter.label,
      examples: parameter.examples,
      anchor: createAnchor('en', random),
      locale: 'en',
      now,
    },
    random,
  );
}

/** What the answer says of a field of the parameter's name: nobody books a court for seven where the answer shows at most four. */
function boundsOf({ name }: Parameter, { response }: Endpoint): JsonSchema {
  const field = response.fields.find((one) => kind(one.name) === kind(name));
  const { minimum, maximum } = field?.schema ?? {};
  return { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
}
