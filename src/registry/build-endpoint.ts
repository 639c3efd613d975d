import { probeInput } from '../arguments/probe-input.js';
import { nounOf } from '../concepts/name-nouns.js';
import type { Knowledge } from '../types/knowledge.js';
import type { RawEndpoint, RawTool } from '../types/raw-tool.js';
import type { Refusal } from '../types/refusal.js';
import type { Endpoint, Parameter, ResponseObject } from '../types/tool-registry.js';
import { buildParameters } from './build-parameters.js';
import { buildResponse } from './build-response.js';
import { checkableSchema } from './checkable-schema.js';
import { cleanName, cleanText } from './clean-text.js';
import { createdThing } from './created-thing.js';
import { fallbackNoun, recognize } from './endpoint-entity.js';
import { pathOf } from './exclusions.js';
import { findFilters } from './find-filters.js';
import { findWrites } from './find-writes.js';
import { idParameterOf } from './id-parameter.js';
import { inferResult } from './infer-result.js';
import { type Issued, listedNouns, nothingIssued } from './issued-fields.js';
import type { ObjectContext } from './object-noun.js';
import type { RecognizedEntity } from './recognize-entity.js';
import { recognizeIntent } from './recognize-intent.js';
import { findObjects } from './response-objects.js';
import { declaredResponse } from './response-source.js';
import { withStatedFields } from './stated-fields.js';
import { entityOf, errorsOf, intentOf, isIrreversible } from './stated-semantics.js';
import { thingsOf } from './tool-things.js';
import { unusableBecause } from './unusable-because.js';
import { withoutParameters } from './without-parameters.js';

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

/** Everything about one endpoint, read from its raw form. What cannot be used is kept, with the reason. */
export function buildEndpoint(
  raw: RawEndpoint,
  context: EndpointContext,
  refuse: (level: Refusal['level'], name: string, reason: Refusal['reason'], detail: string) => void,
): Endpoint {
  const { knowledge, category, tool } = context;
  const name = cleanName(raw.name);
  const description = cleanText(raw.description);
  const declared = declaredResponse(raw, knowledge);
  if (declared.refusal !== null)
    refuse('response', raw.name, declared.refusal.reason, declared.refusal.detail);

  const things = thingsOf(tool, knowledge);
  const stated = entityOf(raw);
  const issued = things.issued.get(raw) ?? nothingIssued;
  const spokenOf = recognize(raw, tool, category, declared.schema, knowledge);
  const recognized =
    stated ??
    createdThing(
      raw,
      listedThing(raw, spokenOf, tool, issued, knowledge),
      declared.schema,
      things,
      knowledge,
    ) ??
    issuedThing(raw.name, issued) ??
    acknowledgedThing(raw);
  const objectContext = (entity: string | null, prefersList: boolean): ObjectContext => ({
    entity,
    category,
    prefersList,
    knowledge,
    fallbackNoun: fallbackNoun(raw.name),
    fixed: stated !== null,
    apart: things.apart,
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
  const built = buildParameters(
    raw,
    { entity, endpointName: raw.name, path: pathOf(raw.url), things, category, knowledge },
    refuseParameter,
  );
  const idParameter = idParameterOf(raw, built.parameters, entity, knowledge);
  const idRequired = built.parameters.some((one) => one.name === idParameter && one.required);
  const answersList = firstObjects[0]?.at.endsWith('/*') ?? false;
  const statedIntent = intentOf(raw);
  const firstIntent =
    statedIntent ??
    recognizeIntent(
      {
        name: raw.name,
        description,
        method: raw.method || (raw.functionName === undefined ? 'GET' : 'CALL'),
        hasIdentifier: idRequired,
        answersList,
        ...readingOf(raw),
      },
      knowledge,
    );
  const prefersList = firstIntent === 'search' || firstIntent === 'compare' || answersList;
  const read = buildResponse(
    declared.schema,
    recognized,
    entity,
    firstIntent,
    built.parameters,
    objectContext(entity, prefersList),
    things,
    issued,
    raw.statusCode === 204 && declared.schema === null ? { idParameter } : null,
    raw.functionName === undefined ? null : inferResult(raw, firstIntent, knowledge),
    knowledge,
  );
  const response = withStatedFields(read, raw, knowledge);
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
    ...(raw.functionName === undefined ? {} : { functionName: raw.functionName }),
    ...(raw.inputSchema === undefined
      ? {}
      : { inputSchema: checkableSchema(withoutParameters(raw.inputSchema, built.leftOut)) }),
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
  const { problem, useless } = probeInput({ ...endpoint, unusable: null }, knowledge);
  const blocked =
    built.blocked ?? (problem === null ? null : { reason: 'input_cannot_be_met' as const, detail: problem });
  const why = unusableBecause(raw, endpoint, blocked, category, knowledge);
  if (why !== null && context.toolUnusable === null) refuse('endpoint', raw.name, why.reason, why.detail);
  return {
    ...endpoint,
    parameters: parameters.map(
      (one): Parameter => (useless.has(one.name) ? { ...one, source: 'default' } : one),
    ),
    unusable: context.toolUnusable ?? (why === null ? null : `${why.reason}: ${why.detail}`),
  };
}

/** "Get a list of playlists" is about playlists, where its name ("Song appears in") speaks of nothing that the tool knows. */
function listedThing(
  { description }: RawEndpoint,
  recognized: RecognizedEntity | null,
  tool: RawTool,
  { fields }: Issued,
  knowledge: Knowledge,
): RecognizedEntity | null {
  const { identified } = thingsOf(tool, knowledge);
  if (recognized !== null && (knowledge.entities.has(recognized.entity) || identified.has(recognized.entity)))
    return recognized;
  const listed = listedNouns(description).find((noun) => noun.length > 2 && identified.has(noun));
  return listed !== undefined && fields.some(({ name }) => name === `${listed}_id`)
    ? { entity: listed, confidence: 0.5 }
    : recognized;
}

/** Nothing speaks for what the answer is, but other endpoints say what it holds. */
function issuedThing(name: string, { fields }: Issued): RecognizedEntity | null {
  const [first] = fields;
  if (first === undefined) return null;
  const entity = fallbackNoun(name) ?? nounOf(first.name) ?? 'entry';
  return /^[a-z]{3,40}$/.test(entity) ? { entity, confidence: 0.5 } : null;
}

/** An endpoint that is known to answer nothing but that all went well is about what its name or path ends in. */
function acknowledgedThing({ name, url, statusCode }: RawEndpoint): RecognizedEntity | null {
  if (statusCode !== 204) return null;
  const segments = pathOf(url)
    .split('/')
    .filter((segment) => segment !== '' && !segment.includes('{'));
  const entity = fallbackNoun(name) ?? fallbackNoun(segments.at(-1) ?? '');
  return entity === null ? null : { entity, confidence: 0.5 };
}

function readingOf({ extensions }: RawEndpoint): { readonly isRead?: boolean } {
  const stated = extensions['x-read-only'];
  return typeof stated === 'boolean' ? { isRead: stated } : {};
}

function isPlainList(own: ResponseObject | undefined): boolean {
  return own?.at.endsWith('/*') === true && !own.at.slice(0, -2).includes('*');
}
