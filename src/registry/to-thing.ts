import { conceptIndexOf } from '../concepts/concept-index.js';
import type { ConceptDefinition, Entity, EntityAttribute, Knowledge } from '../types/knowledge.js';
import type { ToolThings } from './tool-things.js';

/**
 * A thing that the tool speaks of and the knowledge does not: what it is called, and an id where some endpoint takes one.
 * What the knowledge knows by another noun shows the same; a figure (a fee, a balance) is all that it shows.
 */
export function toThing(noun: string, things: ToolThings, knowledge: Knowledge): Entity {
  const identifierConcept = `${noun}_id`;
  const kin = conceptIndexOf(knowledge)
    .entityByWords.get(noun)
    ?.find(({ weak }) => !weak)?.entity;
  if (kin !== undefined)
    return {
      ...kin,
      id: noun,
      identifierConcept,
      attributes: [
        ...(isIdentified(noun, things) ? [attribute('id', identifierConcept, 'identifier')] : []),
        ...kin.attributes.filter(({ name }) => name !== 'id'),
      ],
    };
  const value = conceptIndexOf(knowledge).byName.get(noun);
  return {
    id: noun,
    words: [noun],
    plural: `${noun}s`,
    categories: [],
    weakWords: [],
    identifier: 'id',
    identifierConcept,
    refers: [],
    nameAttribute: value === undefined ? 'name' : null,
    attributes: [
      ...(isIdentified(noun, things) ? [attribute('id', identifierConcept, 'identifier')] : []),
      ...(value === undefined
        ? [attribute('name', 'title', 'title'), attribute('description', 'paragraph', 'paragraph')]
        : attributesOfFigure(noun, value, knowledge)),
    ],
  };
}

/** Also by a short form: an `org_id` identifies the organizations. */
export function isIdentified(noun: string, { identified }: ToolThings): boolean {
  if (identified.has(noun)) return true;
  return [...identified].some(
    (one) => one.length >= 3 && noun.length >= one.length + 3 && noun.startsWith(one),
  );
}

function attributesOfFigure(noun: string, value: ConceptDefinition, knowledge: Knowledge): EntityAttribute[] {
  const figure = {
    ...attribute(noun, value.id, value.generator ?? value.id),
    type: value.type,
    format: value.format,
  };
  return knowledge.isA(value.id, 'money')
    ? [figure, attribute('currency', 'currency_code', 'currency_code')]
    : [figure];
}

function attribute(name: string, concept: string, generator: string): EntityAttribute {
  return { name, concept, generator, type: 'string', format: null, enum: null, aliases: [] };
}
