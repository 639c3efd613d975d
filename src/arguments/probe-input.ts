import { isJsonObject } from '../json/is-json-object.js';
import { surelyFits } from '../json/surely-fits.js';
import { createRandom } from '../random/random.js';
import type { JsonObject, JsonSchema, JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import { referenceLocale } from '../types/plan-row.js';
import type { Endpoint, Parameter } from '../types/tool-registry.js';
import { createLazyAnchor } from '../values/anchor.js';
import { generateValue } from '../values/generate-value.js';
import { placeOf } from './flat-arguments.js';
import { type OpenArguments, placeArgument } from './place-argument.js';
import { validateArguments } from './validate-arguments.js';

export type ProbedInput = {
  /** Why no arguments that we can make satisfy the schema, or null. */
  readonly problem: string | null;
  /** Names of optional parameters with which no arguments satisfy it. */
  readonly useless: ReadonlySet<string>;
};

/**
 * Tries whether arguments made of an endpoint's parameters satisfy its whole schema. Schemas can ask for what no single value
 * shows (exactly one alternative, not both of two); most say nothing of that kind and are not tried.
 */
export function probeInput(endpoint: Endpoint, knowledge: Knowledge): ProbedInput {
  if (endpoint.inputSchema === undefined) return plain;
  const required = endpoint.parameters.filter((parameter) => parameter.required);
  const optional = endpoint.parameters.filter(
    (parameter) => !parameter.required && parameter.source === 'user',
  );
  const unmet = (parameter: Parameter): boolean => !canBeMade(parameter, endpoint, knowledge);
  const first = required.find((parameter) => parameter.source !== 'none' && unmet(parameter));
  if (first !== undefined) return { problem: `no value can be made for '${first.name}'`, useless: new Set() };
  const useless = new Set(optional.filter(unmet).map(({ name }) => name));
  const lack = lackOf(endpoint.inputSchema, required);
  if (lack !== null)
    return { problem: `'${lack}' is required, but nothing says what it is`, useless: new Set() };
  for (const parameter of optional)
    if (
      parameter.at !== undefined &&
      lackOf(endpoint.inputSchema, withCompanions(parameter, required, endpoint))
    )
      useless.add(parameter.name);
  if (!isIntricate(endpoint.inputSchema)) return useless.size === 0 ? plain : { problem: null, useless };
  const problem = problemOf(endpoint, required, knowledge);
  if (problem !== null) return { problem, useless: new Set() };
  for (const parameter of optional) {
    if (useless.has(parameter.name)) continue;
    if (problemOf(endpoint, withCompanions(parameter, required, endpoint), knowledge) !== null)
      useless.add(parameter.name);
  }
  return { problem: null, useless };
}

const plain: ProbedInput = { problem: null, useless: new Set() };
const tries = 6;

/** Words by which values that are right one by one can be wrong together. */
const intricate =
  /"(?:oneOf|allOf|not|if|const|patternProperties|propertyNames|contains|dependentSchemas|minProperties|maxProperties|prefixItems)":|"type":"null"|"enum":\[(?:null,?)*[[{\]]/;

function isIntricate(schema: JsonSchema): boolean {
  return intricate.test(JSON.stringify(schema));
}

/** A member that the schema requires beside what is given, and that none of it is: one without a definition, or left out of all. */
function lackOf(schema: JsonSchema, given: readonly Parameter[]): string | null {
  const made: OpenArguments = {};
  for (const parameter of given) placeArgument(made, placeOf(parameter), true);
  return missingIn(schema, made as JsonObject);
}

function missingIn({ required = [], properties = {}, items }: JsonSchema, value: JsonValue): string | null {
  if (Array.isArray(value)) {
    const [first] = value as readonly JsonValue[];
    return items === undefined || first === undefined ? null : missingIn(items, first);
  }
  if (!isJsonObject(value)) return null;
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return missing;
  for (const [name, member] of Object.entries(value)) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const found = property === undefined ? null : missingIn(property, member ?? null);
    if (found !== null) return found;
  }
  return null;
}

/** Whether a value that fits the parameter's own schema can be made: a pattern may look around or back, bounds may exclude each other. */
function canBeMade(parameter: Parameter, endpoint: Endpoint, knowledge: Knowledge): boolean {
  const { schema } = parameter;
  if (!isBound(schema) && (schema.items === undefined || !isBound(schema.items))) return true;
  for (let attempt = 0; attempt < tries; attempt += 1)
    if (surelyFits(specimen(parameter, endpoint, attempt, knowledge), schema)) return true;
  return false;
}

/** Most values are of a type and no more. */
function isBound({
  pattern,
  uniqueItems,
  multipleOf,
  exclusiveMinimum,
  exclusiveMaximum,
  minItems,
  minLength,
  maxLength,
  format,
}: JsonSchema): boolean {
  const bounds = [pattern, uniqueItems, multipleOf, exclusiveMinimum, exclusiveMaximum, minItems, minLength];
  return [...bounds, maxLength, format].some((bound) => bound !== undefined);
}

function problemOf(endpoint: Endpoint, given: readonly Parameter[], knowledge: Knowledge): string | null {
  let problem: string | null = null;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const made: OpenArguments = {};
    for (const parameter of given)
      placeArgument(made, placeOf(parameter), specimen(parameter, endpoint, attempt, knowledge));
    problem = validateArguments(endpoint, made);
    if (problem === null) return null;
  }
  return problem;
}

function withCompanions(
  parameter: Parameter,
  required: readonly Parameter[],
  { parameters }: Endpoint,
): readonly Parameter[] {
  const given = [...required, parameter];
  // The list grows while it is walked: companions have companions of their own.
  for (const { companions } of given) {
    for (const name of companions ?? []) {
      const companion = parameters.find((each) => each.name === name);
      if (companion !== undefined && !given.includes(companion)) given.push(companion);
    }
  }
  return given;
}

function specimen(
  { name, label, schema, examples, concept }: Parameter,
  { entity }: Endpoint,
  attempt: number,
  knowledge: Knowledge,
): JsonValue {
  const random = createRandom(`probe ${name} ${attempt}`);
  if (schema.default !== undefined && attempt === 0) return schema.default;
  const known = concept === null ? undefined : knowledge.concepts.get(concept.id);
  return generateValue(
    {
      generator: known?.generator ?? null,
      ...{ schema, entity, label: label === '' ? name : label, examples },
      anchor: createLazyAnchor(referenceLocale, random),
      locale: referenceLocale,
      now: '2026-03-02T09:00:00',
    },
    random,
  );
}
