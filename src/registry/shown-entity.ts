import { conceptIndexOf, normalWords } from '../concepts/concept-index.js';
import { createMemory } from '../concepts/create-memory.js';
import type { Entity, EntityAttribute, Knowledge } from '../types/knowledge.js';
import type { Issued } from './issued-fields.js';
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
  issued: Issued,
  knowledge: Knowledge,
): Entity | undefined {
  const known = knowledge.entities.get(id);
  if (known === undefined && recognized !== id) return undefined;
  const thing =
    known ?? remembered(knowledge, `${id} ${isIdentified(id, things)}`, () => toThing(id, things, knowledge));
  const references = referencesOf(thing, things, knowledge);
  const further = furtherOf(thing, references, things, issued, knowledge);
  const holdsIds = [...references, ...further].some(({ name }) => name.endsWith('_id'));
  const entity = known === undefined && holdsIds ? identifiedThing(thing) : thing;
  const { numberedCodes } = things;
  const codes = entity.attributes.filter(
    ({ concept, type }) => type === 'string' && numberedCodes.has(concept ?? ''),
  );
  if (references.length + further.length + codes.length === 0) return entity;
  // Equal entities are one, so that what is inferred from them is.
  const key = [...references, ...further, ...codes].map(({ name, type }) => `${name} ${type}`).join(' ');
  return withReferences(entity, key, () => ({
    ...entity,
    attributes: [
      // What the tool calls by a name of its own is shown by that.
      ...entity.attributes
        .filter(({ concept }) => !isReplaced(concept, further))
        .flatMap((attribute): EntityAttribute[] => {
          const reference = references.find(({ name }) => name === `${attribute.name}_id`);
          const shown: EntityAttribute = codes.includes(attribute)
            ? { ...attribute, type: 'integer', format: null }
            : attribute;
          return reference === undefined ? [shown] : [shown, reference];
        }),
      ...further,
    ],
  }));
}

/** Beside the ids of other things it has one of its own, or it would seem to be one of those. */
const identifiedThing = createIdentified();

function createIdentified(): (thing: Entity) => Entity {
  const known = new WeakMap<Entity, Entity>();
  return (thing) => {
    if (thing.attributes.some(({ name }) => name === 'id')) return thing;
    let entity = known.get(thing);
    if (entity === undefined) {
      const own = { ...toReference('id', 'string'), concept: thing.identifierConcept };
      entity = { ...thing, attributes: [own, ...thing.attributes] };
      known.set(thing, entity);
    }
    return entity;
  };
}

/** Ids of what the entity refers to, and what the tool says that the answer holds, where the entity does not show it. */
function furtherOf(
  { id, words, attributes, refers }: Entity,
  references: readonly EntityAttribute[],
  { identified, numbered, apart, takesUrl }: ToolThings,
  { fields, asked, takesUrl: isGivenUrl }: Issued,
  knowledge: Knowledge,
): EntityAttribute[] {
  const shown = new Set([...attributes, ...references].flatMap(({ name, aliases }) => [name, ...aliases]));
  const own = new Set([id, ...words].filter((word) => !apart.includes(word)).map((word) => `${word}_id`));
  const found = new Map<string, EntityAttribute>();
  for (const noun of refers)
    if (identified.has(noun) && !asked.has(noun))
      found.set(`${noun}_id`, toReference(`${noun}_id`, numbered.has(noun) ? 'integer' : 'string'));
  if (takesUrl && !isGivenUrl && refers.includes('url')) found.set('url', toReference('url', 'string'));
  for (const { name, type } of fields) found.set(name, toReference(name, type));
  for (const name of found.keys()) if (shown.has(name) || own.has(name)) found.delete(name);
  return [...found.values()].map((one) => ({ ...one, ...generatorOf(one.name, knowledge) }));
}

function isReplaced(concept: string | null, further: readonly EntityAttribute[]): boolean {
  return concept?.endsWith('_code') === true && further.some((one) => one.concept === concept);
}

function toReference(name: string, type: EntityAttribute['type']): EntityAttribute {
  return { name, concept: name, generator: 'identifier', type, format: null, enum: null, aliases: [] };
}

/** What people know a value by, where its name says so: the `symbol` that an answer is said to hold. */
function generatorOf(name: string, knowledge: Knowledge): { concept?: string; generator?: string } {
  const concept = conceptIndexOf(knowledge).byName.get(normalWords(name).join(' '));
  return concept?.generator == null ? {} : { concept: concept.id, generator: concept.generator };
}

const remembered = createMemory<Entity>();
const withReferences = createMemory<Entity, Entity>();

function referencesOf(
  { words, attributes }: Entity,
  { identified, numbered }: ToolThings,
  knowledge: Knowledge,
): EntityAttribute[] {
  const shown = new Set(attributes.map(({ name }) => name));
  return attributes.flatMap((attribute): EntityAttribute[] => {
    const { name, type, concept } = attribute;
    // The code of a currency is its id already.
    if (concept !== null && knowledge.entities.get(name)?.identifierConcept === concept) return [];
    if (!identified.has(name) || type !== 'string' || words.includes(name) || shown.has(`${name}_id`))
      return [];
    const id = { name: `${name}_id`, concept: `${name}_id`, generator: 'identifier' };
    const idType = numbered.has(name) ? 'integer' : 'string';
    return [{ ...attribute, ...id, type: idType, format: null, enum: null, aliases: [] }];
  });
}
