import { createMemory } from '../concepts/create-memory.js';
import type { JsonSchema } from '../types/json.js';
import type { Entity, EntityAttribute, Knowledge } from '../types/knowledge.js';
import type { Intent, Parameter, ResponseModel } from '../types/tool-registry.js';
import { fillEmpty, hasContent, prune } from './fill-empty.js';
import { inferResponse, withNumericIds } from './infer-response.js';
import type { ObjectContext } from './object-noun.js';
import type { RecognizedEntity } from './recognize-entity.js';
import { readCounts, readFields } from './response-fields.js';
import { findObjects } from './response-objects.js';
import { toThing } from './to-thing.js';
import type { ToolThings } from './tool-things.js';

/** Below this an inferred response is too much of a guess to show. */
const leastConfidence = 0.5;

export function buildResponse(
  declared: JsonSchema | null,
  recognized: RecognizedEntity | null,
  entityId: string | null,
  intent: Intent,
  parameters: readonly Parameter[],
  context: ObjectContext,
  things: ToolThings,
  knowledge: Knowledge,
): ResponseModel {
  const known = entityId === null ? undefined : entityCalled(entityId, recognized, things, knowledge);
  const entity = known === undefined ? undefined : withReferences(known, things);
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
      isNumbered(entity, things)
        ? withNumericIds(inferResponse(entity, intent, parameters))
        : inferResponse(entity, intent, parameters),
      { ...context, fixed: true },
      knowledge,
    );
  }
  return { origin: 'unknown', confidence: 0, schema: null, fields: [], objects: [], counts: [] };
}

/** True where the identifiers that the tool takes of the entity, or where it takes none of it, all of them, are numbers. */
function isNumbered({ id, words, weakWords }: Entity, { identified, numbered }: ToolThings): boolean {
  const nouns = [id, ...words, ...weakWords].filter((word) => identified.has(word));
  if (nouns.length > 0) return nouns.every((noun) => numbered.has(noun));
  return numbered.has('id') || (identified.size > 0 && [...identified].every((noun) => numbered.has(noun)));
}

/** The entity with the ids of other things that it shows and the tool takes by their ids: the `seller_id` beside the `seller`. */
function withReferences(entity: Entity, { identified, numbered }: ToolThings): Entity {
  if (!entity.attributes.some(({ name }) => identified.has(name))) return entity;
  const shown = new Set(entity.attributes.map(({ name }) => name));
  const attributes = entity.attributes.flatMap((attribute): EntityAttribute[] => {
    const { name, type } = attribute;
    if (!identified.has(name) || type !== 'string' || entity.words.includes(name) || shown.has(`${name}_id`))
      return [attribute];
    const reference: EntityAttribute = {
      ...attribute,
      name: `${name}_id`,
      concept: `${name}_id`,
      generator: 'identifier',
      type: numbered.has(name) ? 'integer' : 'string',
      format: null,
      enum: null,
      aliases: [],
    };
    return [attribute, reference];
  });
  return { ...entity, attributes };
}

/** An entity of the knowledge, or what little is known of a thing of the tool's own. */
function entityCalled(
  id: string,
  recognized: RecognizedEntity | null,
  things: ToolThings,
  knowledge: Knowledge,
): Entity | undefined {
  return (
    knowledge.entities.get(id) ?? (recognized?.entity === id ? toThing(id, things, knowledge) : undefined)
  );
}

type Content = Omit<ResponseModel, 'origin' | 'confidence'>;

const contents = createMemory<Content>(20_000);

/** Endpoints whose responses are equal share one: most of a large catalog's are inferred from a few hundred entities. */
function model(
  origin: 'declared' | 'inferred',
  confidence: number,
  schema: JsonSchema,
  context: ObjectContext,
  knowledge: Knowledge,
): ResponseModel {
  // Where the entity is settled, no noun is fallen back on.
  const fallbackNoun = context.fixed ? null : context.fallbackNoun;
  const key = JSON.stringify([{ ...context, fallbackNoun, knowledge: null }, schema]);
  const content = contents(knowledge, key, () => readContent(schema, context, knowledge));
  return { origin, confidence, ...content };
}

function readContent(schema: JsonSchema, context: ObjectContext, knowledge: Knowledge): Content {
  const objects = findObjects(schema, context);
  const fields = readFields(schema, objects, context, knowledge);
  return { schema, fields, objects, counts: readCounts(fields, objects) };
}
