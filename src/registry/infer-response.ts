import { ownNameOf } from '../arguments/own-name.js';
import type { JsonSchema } from '../types/json.js';
import type { Entity, EntityAttribute } from '../types/knowledge.js';
import type { Intent, Parameter } from '../types/tool-registry.js';
import { canonicalAttribute } from './response-fields.js';

/**
 * The response that an endpoint of this entity and intent usually gives, from `config/entities.yaml`. Used only where the
 * catalog declares none, and marked `inferred`.
 */
export function inferResponse(entity: Entity, intent: Intent, parameters: readonly Parameter[]): JsonSchema {
  switch (intent) {
    case 'search':
    case 'compare':
      return {
        type: 'object',
        properties: {
          results: { type: 'array', items: whole(entity) },
          total: { type: 'integer', minimum: 0 },
        },
        required: ['results', 'total'],
      };
    case 'create':
      return receipt(entity, parameters, true);
    case 'update':
      return receipt(entity, parameters, false);
    case 'delete':
      return object([
        ['id', toSchema(idOf(entity))],
        ['status', { type: 'string', enum: ['cancelled'] }],
      ]);
    default:
      return whole(entity);
  }
}

/** Schema of one attribute as a property. */
export function toSchema(attribute: EntityAttribute): JsonSchema {
  return {
    type: attribute.type,
    ...(attribute.format === null ? {} : { format: attribute.format }),
    ...(attribute.enum === null ? {} : { enum: attribute.enum }),
  };
}

/** An object with all attributes of the entity, the id first. */
export function whole(entity: Entity): JsonSchema {
  return object(entity.attributes.map((attribute) => [propertyName(attribute, entity), toSchema(attribute)]));
}

/** `id`, unless people know the thing by a code of its own: the `symbol` of a stock, the `iata` of an airport. */
function propertyName({ name, aliases }: EntityAttribute, entity: Entity): string {
  return name === 'id' && entity.identifierConcept !== `${entity.id}_id` ? (aliases[0] ?? name) : name;
}

/** The same schema with whole numbers for ids, for tools whose parameters take such. */
export function withNumericIds(schema: JsonSchema): JsonSchema {
  if (schema.items !== undefined) return { ...schema, items: withNumericIds(schema.items) };
  if (schema.properties === undefined) return schema;
  const properties = Object.entries(schema.properties).map(([name, child]): [string, JsonSchema] => [
    name,
    name === 'id' && child.type === 'string' ? { type: 'integer' } : withNumericIds(child),
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}

/**
 * What a write answers: id, status, a reference that people keep, and what was written. A new thing shows nothing that need not
 * have been said, unless such things have it anyway: an order without a coupon shows none.
 */
function receipt(entity: Entity, parameters: readonly Parameter[], isNew: boolean): JsonSchema {
  const written = new Map<string, JsonSchema>([['id', toSchema(idOf(entity))]]);
  for (const attribute of entity.attributes) {
    if (attribute.name === 'status' || attribute.concept === 'order_reference')
      written.set(attribute.name, toSchema(attribute));
  }
  for (const parameter of parameters) {
    if (parameter.role !== 'content' && parameter.role !== 'filter') continue;
    if (parameter.schema.type === 'object' || parameter.schema.type === 'array') continue;
    const name = canonicalAttribute([ownNameOf(parameter)]);
    const known = entity.attributes.find((attribute) => attribute.name === name);
    if (isNew && known === undefined && !parameter.required) continue;
    const { description: _, default: __, ...schema } = parameter.schema;
    if (!written.has(name))
      written.set(
        name,
        known === undefined ? schema : { ...toSchema(known), type: schema.type ?? known.type },
      );
  }
  if (written.size < 3) {
    for (const attribute of entity.attributes.slice(1, 4))
      if (!written.has(attribute.name)) written.set(attribute.name, toSchema(attribute));
  }
  return object([...written]);
}

function idOf(entity: Entity): EntityAttribute {
  return (
    entity.attributes.find((attribute) => attribute.name === 'id') ?? {
      name: 'id',
      concept: entity.identifierConcept,
      generator: 'identifier',
      type: 'string',
      format: null,
      enum: null,
      aliases: [],
    }
  );
}

function object(entries: readonly (readonly [string, JsonSchema])[]): JsonSchema {
  return { type: 'object', properties: Object.fromEntries(entries), required: entries.map(([name]) => name) };
}
