import { conceptIndexOf } from '../concepts/concept-index.js';
import type { Entity, EntityAttribute, Knowledge } from '../types/knowledge.js';
import type { ToolThings } from './tool-things.js';

/**
 * A thing that the tool speaks of and the knowledge does not: what it is called, and an id where some endpoint takes one.
 * What the knowledge knows by another noun shows the same. Undefined where the tool asks for no such thing.
 */
export function toThing(
  noun: string,
  { identified, named, apart }: ToolThings,
  knowledge: Knowledge,
): Entity | undefined {
  if (!identified.has(noun) && !named.has(noun)) return undefined;
  const identifierConcept = `${noun}_id`;
  const kin = apart.includes(noun)
    ? conceptIndexOf(knowledge)
        .entityByWords.get(noun)
        ?.find(({ weak }) => !weak)?.entity
    : undefined;
  if (kin !== undefined)
    return {
      ...kin,
      id: noun,
      identifierConcept,
      attributes: [
        attribute('id', identifierConcept, 'identifier'),
        ...kin.attributes.filter(({ name }) => name !== 'id'),
      ],
    };
  return {
    id: noun,
    words: [noun],
    plural: `${noun}s`,
    categories: [],
    weakWords: [],
    identifier: 'id',
    identifierConcept,
    nameAttribute: 'name',
    attributes: [
      ...(identified.has(noun) ? [attribute('id', identifierConcept, 'identifier')] : []),
      attribute('name', 'title', 'title'),
      attribute('description', 'paragraph', 'paragraph'),
    ],
  };
}

function attribute(name: string, concept: string, generator: string): EntityAttribute {
  return { name, concept, generator, type: 'string', format: null, enum: null, aliases: [] };
}
