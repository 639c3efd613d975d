import { compilePattern } from '../json/compile-pattern.js';
import { createRandom } from '../random/random.js';
import type { JsonSchema, JsonValue } from '../types/json.js';
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
  if (endpoint.inputSchema === undefined || !isIntricate(endpoint.inputSchema)) return plain;
  const required = endpoint.parameters.filter((parameter) => parameter.required);
  const problem = problemOf(endpoint, required, knowledge);
  if (problem !== null) return { problem, useless: new Set() };
  const useless = endpoint.parameters
    .filter((parameter) => !parameter.required && parameter.source === 'user')
    .filter(
      (parameter) => problemOf(endpoint, withCompanions(parameter, required, endpoint), knowledge) !== null,
    );
  return { problem: null, useless: new Set(useless.map(({ name }) => name)) };
}

const plain: ProbedInput = { problem: null, useless: new Set() };
const tries = 6;

/** Words by which values that are right one by one can be wrong together. */
const intricate =
  /"(?:oneOf|not|if|pattern|patternProperties|propertyNames|contains|dependentSchemas|dependentRequired|minProperties|maxProperties|uniqueItems|prefixItems)":/;

function isIntricate(schema: JsonSchema): boolean {
  return intricate.test(JSON.stringify(schema));
}

function problemOf(endpoint: Endpoint, given: readonly Parameter[], knowledge: Knowledge): string | null {
  const odd = given.find(({ schema }) => hasOddPattern(schema));
  if (odd !== undefined) return `The pattern of '${odd.name}' looks around or back, or is too large.`;
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

/** True where a value that we make may break a pattern that we cannot try. */
function hasOddPattern({ pattern, enum: members, items }: JsonSchema): boolean {
  if (members !== undefined) return false;
  return (
    (pattern !== undefined && compilePattern(pattern) === null) ||
    (items !== undefined && hasOddPattern(items))
  );
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
