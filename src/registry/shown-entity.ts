import { createMemory } from '../concepts/create-memory.js';
import type { Entity, EntityAttribute, Knowledge } from '../types/knowledge.js';
import { isIdentified, toThing } from './to-thing.js';
import type { ToolThings } from './tool-things.js';

/**
 * What an endpoint of a tool shows where nothing is declared: an entity of the knowledge, else a thing of the tool's own where
 * that was `recognized`, each with the ids of other things that it shows and the tool takes (the `seller_id` beside the `seller`).
 */
export function shownEntity(
  id: string,
  recognized: string | undefined,
  things: ToolThings,
  knowledge: Knowledge,
): Entity | undefined {
  const known = knowledge.entities.get(id);
  if (known === undefined && recognized !== id) return undefined;
  const entity =
    known ?? remembered(knowledge, `${id} ${isIdentified(id, things)}`, () => toThing(id, things, knowledge));
  const references = referencesOf(entity, things);
  if (references.length === 0) return entity;
  // Equal entities are one, so that what is inferred from them is.
  const key = references.map(({ name, type }) => `${name} ${type}`).join(' ');
  return withReferences(entity, key, () => ({
    ...entity,
    attributes: entity.attributes.flatMap((attribute) => {
      const reference = references.find(({ name }) => name === `${attribute.name}_id`);
      return reference === undefined ? [attribute] : [attribute, reference];
    }),
  }));
}

const remembered = createMemory<Entity>();
const withReferences = createMemory<Entity, Entity>();

function referencesOf(
  { words, attributes }: Entity,
  { identified, numbered }: ToolThings,
): EntityAttribute[] {
  const shown = new Set(attributes.map(({ name }) => name));
  return attributes.flatMap((attribute): EntityAttribute[] => {
    const { name, type } = attribute;
    if (!identified.has(name) || type !== 'string' || words.includes(name) || shown.has(`${name}_id`))
      return [];
    const id = { name: `${name}_id`, concept: `${name}_id`, generator: 'identifier' };
    const idType = numbered.has(name) ? 'integer' : 'string';
    return [{ ...attribute, ...id, type: idType, format: null, enum: null, aliases: [] }];
  });
}
