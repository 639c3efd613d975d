import { singularize } from '../concepts/singularize.js';
import { tokenizeName } from '../concepts/tokenize-name.js';
import type { JsonSchema, JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint, RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import type {
  DeclaredError,
  Endpoint,
  Intent,
  Parameter,
  ResponseModel,
  ResponseObject,
} from '../types/tool-registry.js';
import { buildParameters } from './build-parameters.js';
import { cleanName, cleanText } from './clean-text.js';
import { isHealthCheck, pathOf } from './exclusions.js';
import { fillEmpty, hasContent, prune } from './fill-empty.js';
import { findFilters } from './find-filters.js';
import { findWrites } from './find-writes.js';
import { inferResponse } from './infer-response.js';
import { isIdentifier } from './parameter-role.js';
import { type RecognizedEntity, recognizeEntity } from './recognize-entity.js';
import { recognizeIntent } from './recognize-intent.js';
import { readCounts, readFields } from './response-fields.js';
import { findObjects, type ObjectContext } from './response-objects.js';
import { declaredResponse } from './response-source.js';
import { toSlug } from './slug.js';

export type EndpointContext = {
  readonly tool: RawTool;
  readonly toolId: string;
  /** As a slug. */
  readonly category: string;
  readonly id: string;
  readonly callName: string;
  /** Why no endpoint of the tool is used, or null. */
  readonly toolUnusable: string | null;
  readonly knowledge: Knowledge;
};

/** Below this an inferred response is too much of a guess to show. */
const leastConfidence = 0.5;

/** Everything about one endpoint, read from its raw form. What cannot be used is kept, with the reason. */
export function buildEndpoint(
  raw: RawEndpoint,
  context: EndpointContext,
  refuse: (level: Refusal['level'], name: string, reason: Refusal['reason'], detail: string) => void,
): Endpoint {
  const { knowledge, category, tool } = context;
  const name = cleanName(raw.name);
  const description = cleanText(raw.description);
  const declared = declaredResponse(raw);
  if (declared.refusal !== null)
    refuse('response', raw.name, declared.refusal.reason, declared.refusal.detail);

  const stated = entityOf(raw);
  const recognized = stated ?? recognize(raw, tool, category, declared.schema, knowledge);
  const objectContext = (entity: string | null, prefersList: boolean): ObjectContext => ({
    entity,
    category,
    prefersList,
    knowledge,
    fallbackNoun: fallbackNoun(raw.name),
    fixed: stated !== null,
  });
  const firstObjects =
    declared.schema === null
      ? []
      : findObjects(
          declared.schema,
          objectContext(
            recognized?.entity ?? null,
            !raw.required.some((parameter) => /^_?id$|[a-z_]id$/i.test(parameter.name)),
          ),
        );
  const entity = firstObjects[0]?.entity ?? recognized?.entity ?? null;

  const refuseParameter = (reason: Refusal['reason'], parameter: string, detail: string): void =>
    refuse('parameter', `${raw.name}: ${parameter}`, reason, detail);
  const built = buildParameters(raw, { entity, category, knowledge }, refuseParameter);
  const idParameter = idParameterOf(raw, built.parameters, entity, knowledge);
  const idRequired = built.parameters.some((one) => one.name === idParameter && one.required);
  const answersList = firstObjects[0]?.at.endsWith('/*') ?? false;
  const statedIntent = intentOf(raw);
  const firstIntent =
    statedIntent ??
    recognizeIntent(
      { name: raw.name, description, method: raw.method || 'GET', hasIdentifier: idRequired, answersList },
      knowledge,
    );
  const prefersList = firstIntent === 'search' || firstIntent === 'compare' || answersList;
  const response = buildResponse(
    declared.schema,
    recognized,
    entity,
    firstIntent,
    built.parameters,
    objectContext(entity, prefersList),
    knowledge,
  );
  const own = response.objects[0];
  // A list is what a search gives, whatever the name says.
  const intent =
    statedIntent === null && firstIntent === 'retrieve' && isPlainList(own) ? 'search' : firstIntent;
  const reads = intent === 'search' || intent === 'compare';
  const usedId = reads ? null : idParameter;
  const filters =
    intent === 'create' || intent === 'update' || intent === 'delete'
      ? []
      : findFilters(built.parameters, response.fields, own, usedId, knowledge);
  const filtering = new Set(filters.map((filter) => filter.parameter));
  const parameters = built.parameters.map(
    (one): Parameter =>
      filtering.has(one.name) && one.role === 'content' ? { ...one, role: 'filter' } : one,
  );

  const endpoint = {
    id: context.id,
    toolId: context.toolId,
    callName: context.callName,
    name: name === '' ? raw.name : name,
    description,
    method: raw.method === '' ? 'GET' : raw.method.toUpperCase(),
    intent,
    entity: own?.entity ?? entity,
    parameters,
    response,
    idParameter: usedId,
    filters,
    writes: findWrites(intent, own?.entity ?? entity, parameters, response.fields, usedId, knowledge),
    irreversible: isIrreversible(raw, intent, own?.entity ?? entity, knowledge),
    errors: errorsOf(raw),
  };
  const why = unusableBecause(raw, endpoint, built.blocked, knowledge);
  if (why !== null && context.toolUnusable === null) refuse('endpoint', raw.name, why.reason, why.detail);
  return {
    ...endpoint,
    unusable: context.toolUnusable ?? (why === null ? null : `${why.reason}: ${why.detail}`),
  };
}

function isPlainList(own: ResponseObject | undefined): boolean {
  return own?.at.endsWith('/*') === true && !own.at.slice(0, -2).includes('*');
}

function recognize(
  raw: RawEndpoint,
  tool: RawTool,
  category: string,
  schema: JsonSchema | null,
  knowledge: Knowledge,
): RecognizedEntity | null {
  return recognizeEntity(
    {
      endpointName: raw.name,
      description: cleanText(raw.description, 200),
      path: pathOf(raw.url),
      toolName: tool.title === '' ? tool.name : tool.title,
      toolDescription: tool.description.slice(0, 200),
      category,
      parameterNames: [...raw.required, ...raw.optional].map((parameter) => parameter.name),
      propertyNames: schema === null ? [] : propertyNames(schema),
    },
    knowledge,
  );
}

function propertyNames(schema: JsonSchema): string[] {
  const names: string[] = [];
  const walk = (node: JsonSchema, depth: number): void => {
    if (depth > 4 || names.length > 60) return;
    for (const [name, child] of Object.entries(node.properties ?? {})) {
      names.push(name);
      walk(child, depth + 1);
    }
    if (node.items !== undefined) walk(node.items, depth + 1);
  };
  walk(schema, 0);
  return names;
}

function buildResponse(
  declared: JsonSchema | null,
  recognized: RecognizedEntity | null,
  entityId: string | null,
  intent: Intent,
  parameters: readonly Parameter[],
  context: ObjectContext,
  knowledge: Knowledge,
): ResponseModel {
  const entity = entityId === null ? undefined : knowledge.entities.get(entityId);
  const confidence = recognized?.confidence ?? 0;
  if (declared !== null) {
    const filled = entity === undefined || confidence < leastConfidence ? null : fillEmpty(declared, entity);
    const schema = prune(filled ?? declared);
    if (schema !== null && hasContent(schema, true)) {
      return model(
        filled === null ? 'declared' : 'inferred',
        filled === null ? 1 : confidence,
        schema,
        context,
        knowledge,
      );
    }
  }
  if (entity !== undefined && confidence >= leastConfidence) {
    return model(
      'inferred',
      confidence,
      inferResponse(entity, intent, parameters),
      { ...context, fixed: true },
      knowledge,
    );
  }
  return { origin: 'unknown', confidence: 0, schema: null, fields: [], objects: [], counts: [] };
}

function model(
  origin: 'declared' | 'inferred',
  confidence: number,
  schema: JsonSchema,
  context: ObjectContext,
  knowledge: Knowledge,
): ResponseModel {
  const objects = findObjects(schema, context);
  const fields = readFields(schema, objects, context.category, knowledge);
  return { origin, confidence, schema, fields, objects, counts: readCounts(fields, objects) };
}

/** The identifier of the endpoint's own entity among its parameters. */
function idParameterOf(
  raw: RawEndpoint,
  parameters: readonly Parameter[],
  entity: string | null,
  knowledge: Knowledge,
): string | null {
  const stated = raw.extensions['x-id-parameter'];
  if (typeof stated === 'string' && parameters.some((one) => one.name === stated)) return stated;
  const concept =
    entity === null ? null : (knowledge.entities.get(entity)?.identifierConcept ?? `${entity}_id`);
  const own = parameters.filter(
    (one) =>
      one.concept !== null &&
      (one.concept.id === concept ||
        (entity !== null && knowledge.concepts.get(one.concept.id)?.identifies === entity)),
  );
  const chosen =
    own.find((one) => one.required && one.role === 'identifier') ??
    own.find((one) => one.required) ??
    own.find((one) => one.role === 'identifier');
  if (chosen !== undefined) return chosen.name;
  const bare = parameters.find(
    (one) =>
      one.required &&
      /^_?id$/i.test(one.name) &&
      one.concept !== null &&
      isIdentifier(one.concept.id, knowledge),
  );
  return bare?.name ?? null;
}

/** The noun of a name whose entity no file describes: `getVersions` → `version`. */
function fallbackNoun(name: string): string | null {
  const words = tokenizeName(name).filter((word) => /^[a-z]+$/.test(word));
  const by = words.findIndex((word, index) => index > 0 && /^(?:by|for|of|in|from|with)$/.test(word));
  const head = by > 0 ? words[by - 1] : words.at(-1);
  const noun = head === undefined ? '' : singularize(head);
  return noun.length < 3 || stopNouns.has(noun) ? null : toSlug(noun, 40);
}

const stopNouns = new Set([
  'get',
  'all',
  'list',
  'search',
  'find',
  'detail',
  'info',
  'data',
  'api',
  'endpoint',
  'the',
  'new',
  'create',
  'update',
  'delete',
  'information',
  'result',
  'random',
  'latest',
  'top',
  'query',
  'check',
  'test',
  'request',
  'json',
  'html',
]);

const intents: readonly string[] = [
  'search',
  'retrieve',
  'create',
  'update',
  'delete',
  'execute',
  'compare',
  'summarize',
];

function intentOf(raw: RawEndpoint): Intent | null {
  const stated = raw.extensions['x-intent'];
  return typeof stated === 'string' && intents.includes(stated) ? (stated as Intent) : null;
}

function entityOf(raw: RawEndpoint): RecognizedEntity | null {
  const stated = raw.extensions['x-entity'];
  return typeof stated === 'string' && stated.trim() !== ''
    ? { entity: toSlug(stated, 40), confidence: 0.9 }
    : null;
}

const errorTypes: readonly string[] = ['invalid_value', 'not_found', 'conflict', 'rate_limit', 'unavailable'];

function errorsOf(raw: RawEndpoint): DeclaredError[] {
  const stated = raw.extensions['x-errors'];
  if (!Array.isArray(stated)) return [];
  return stated.flatMap((error: JsonValue): DeclaredError[] => {
    if (typeof error !== 'object' || error === null || Array.isArray(error)) return [];
    const { type, message } = error as { type?: JsonValue; message?: JsonValue };
    return typeof type === 'string' && errorTypes.includes(type) && typeof message === 'string'
      ? [{ type: type as DeclaredError['type'], message: cleanText(message, 300) }]
      : [];
  });
}

function isIrreversible(
  raw: RawEndpoint,
  intent: Intent,
  entity: string | null,
  knowledge: Knowledge,
): boolean {
  const stated = raw.extensions['x-irreversible'];
  if (typeof stated === 'boolean') return stated;
  if (intent === 'delete') return true;
  if (intent !== 'create' && intent !== 'execute') return false;
  const { irreversibleVerbs, irreversibleEntities } = knowledge.exclusions;
  if (intent === 'create' && entity !== null && irreversibleEntities.includes(entity)) return true;
  return irreversibleVerbs.includes(tokenizeName(raw.name)[0] ?? '');
}

type Why = { readonly reason: Refusal['reason']; readonly detail: string };

function unusableBecause(
  raw: RawEndpoint,
  endpoint: Omit<Endpoint, 'unusable'>,
  blocked: Why | null,
  knowledge: Knowledge,
): Why | null {
  if (blocked !== null) return blocked;
  if (isHealthCheck(raw, knowledge))
    return { reason: 'health_check_or_test', detail: 'says only whether the service is up' };
  const words = tokenizeName(raw.name).filter((word) => /[^\d]/.test(word));
  if (words.length === 0 && endpoint.description === '')
    return { reason: 'no_meaning', detail: 'has neither a usable name nor a description' };
  const unknown = endpoint.parameters.find(
    (one) =>
      one.required &&
      one.source === 'none' &&
      one.role !== 'identifier' &&
      !(one.concept !== null && isIdentifier(one.concept.id, knowledge)),
  );
  if (unknown !== undefined)
    return { reason: 'required_parameter_without_source', detail: `nobody could know '${unknown.name}'` };
  if (endpoint.response.origin === 'unknown')
    return {
      reason: 'response_unknown',
      detail: 'the catalog declares no response and none can be inferred',
    };
  if (!endpoint.response.fields.some((field) => field.object >= 0) && endpoint.response.objects.length > 0)
    return { reason: 'response_without_content', detail: 'the response says nothing about the world' };
  if (!endpoint.response.fields.some((field) => field.label !== ''))
    return { reason: 'response_without_content', detail: 'the response holds no value' };
  return null;
}
