import { createMemory } from '../concepts/create-memory.js';
import type { JsonSchema } from '../types/json.js';
import type { Entity, Knowledge } from '../types/knowledge.js';
import type { Intent, Parameter, ResponseModel } from '../types/tool-registry.js';
import { fillEmpty, hasContent, prune } from './fill-empty.js';
import { acknowledge, inferResponse, withNumericIds } from './infer-response.js';
import type { InferredResult } from './infer-result.js';
import type { Issued } from './issued-fields.js';
import { contextKey, type ObjectContext } from './object-noun.js';
import type { RecognizedEntity } from './recognize-entity.js';
import { readCounts, readFields } from './response-fields.js';
import { findObjects } from './response-objects.js';
import { shownEntity } from './shown-entity.js';
import type { ToolThings } from './tool-things.js';

/** Below this an inferred response is too much of a guess to show. */
const leastConfidence = 0.5;

/** `result`: what a function answers by its own words, where its catalog declares no answer. */
export function buildResponse(
  declared: JsonSchema | null,
  recognized: RecognizedEntity | null,
  entityId: string | null,
  intent: Intent,
  parameters: readonly Parameter[],
  context: ObjectContext,
  things: ToolThings,
  issued: Issued,
  /** Of a service that is known to answer nothing; null of any other. */
  acknowledged: { readonly idParameter: string | null } | null,
  result: InferredResult | null,
  knowledge: Knowledge,
): ResponseModel {
  const entity =
    entityId === null ? undefined : shownEntity(entityId, recognized?.entity, things, issued, knowledge);
  const confidence = recognized?.confidence ?? 0;
  if (declared !== null) {
    const filler = entity === undefined || confidence < leastConfidence ? null : entity;
    const shown = shownBy(declared, filler);
    if (shown !== null) {
      const { origin, schema } = shown;
      return model(origin, origin === 'declared' ? 1 : confidence, schema, context, knowledge);
    }
  }
  if (acknowledged !== null)
    return model(
      'inferred',
      leastConfidence,
      acknowledge(intent, parameters, acknowledged.idParameter),
      { ...context, fixed: true },
      knowledge,
    );
  const answer = (): ResponseModel => {
    const schema = result?.schema ?? {};
    return model('inferred', leastConfidence, schema, { ...context, entity: null }, knowledge);
  };
  if (result?.computed === true) return answer();
  if (entity !== undefined && confidence >= leastConfidence) {
    const schema = inferredFor(entity, intent, parameters, isNumbered(entity, things));
    return model('inferred', confidence, schema, { ...context, fixed: true }, knowledge);
  }
  if (result !== null) return answer();
  return { origin: 'unknown', confidence: 0, schema: null, fields: [], objects: [], counts: [] };
}

/** True where most identifiers that the tool takes of the entity, or where it takes none of it, all of them, are numbers. */
function isNumbered({ id, words, weakWords }: Entity, { identified, numbered }: ToolThings): boolean {
  const nouns = [id, ...words, ...weakWords].filter((word) => identified.has(word));
  if (nouns.length > 0) return nouns.filter((noun) => numbered.has(noun)).length * 2 >= nouns.length;
  return numbered.has('id') || (identified.size > 0 && [...identified].every((noun) => numbered.has(noun)));
}

type Shown = { readonly origin: 'declared' | 'inferred'; readonly schema: JsonSchema };

const shown = createMemory<Shown | null, JsonSchema>();

/** What a declared schema shows of the world, empty places filled where the entity is known; null where that is nothing. */
function shownBy(declared: JsonSchema, entity: Entity | null): Shown | null {
  return shown(declared, entity === null ? '' : keyOfEntity(entity), () => {
    const filled = entity === null ? null : fillEmpty(declared, entity);
    const schema = prune(filled ?? declared);
    if (schema === null || !hasContent(schema, true)) return null;
    return { origin: filled === null ? 'declared' : 'inferred', schema };
  });
}

/** Of what it shows: a thing of a tool's own shows what the tool asks for. */
function keyOfEntity({ id, attributes }: Entity): string {
  return `${id} ${attributes.map(({ name, type }) => `${name}:${type}`).join(' ')}`;
}

const inferred = createMemory<JsonSchema, Entity>();

function inferredFor(
  entity: Entity,
  intent: Intent,
  parameters: readonly Parameter[],
  numericIds: boolean,
): JsonSchema {
  const infer = (): JsonSchema => {
    const schema = inferResponse(entity, intent, parameters);
    return numericIds ? withNumericIds(schema) : schema;
  };
  // Only what a write answers depends on its parameters.
  const isWrite = intent === 'create' || intent === 'update';
  return isWrite ? infer() : inferred(entity, `${intent} ${numericIds}`, infer);
}

type Content = Omit<ResponseModel, 'origin' | 'confidence'>;

const contents = createMemory<Content>(20_000);
const contentsOfSchema = createMemory<Content, JsonSchema>(20_000);

/**
 * Endpoints whose responses are equal share one: most of a large catalog's are inferred from a few hundred entities. Schemas
 * are mostly the same object, else they are compared as text.
 */
function model(
  origin: 'declared' | 'inferred',
  confidence: number,
  schema: JsonSchema,
  context: ObjectContext,
  knowledge: Knowledge,
): ResponseModel {
  const key = contextKey(context);
  const content = contentsOfSchema(schema, key, () =>
    contents(knowledge, `${key} ${JSON.stringify(schema)}`, () => readContent(schema, context, knowledge)),
  );
  return { origin, confidence, ...content };
}

function readContent(schema: JsonSchema, context: ObjectContext, knowledge: Knowledge): Content {
  const objects = findObjects(schema, context);
  const fields = readFields(schema, objects, context, knowledge);
  return { schema, fields, objects, counts: readCounts(fields, objects) };
}
