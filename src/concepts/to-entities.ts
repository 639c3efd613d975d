import { KnowledgeFileError } from '../errors/knowledge-file-error.js';
import type { ConceptDefinition, Entity, EntityAttribute } from '../types/knowledge.js';
import type { AttributeEntry, EntitiesFile, EntityEntry } from './knowledge-schemas.js';
import { pluralize } from './singularize.js';

export function toEntities(
  file: EntitiesFile,
  concepts: ReadonlyMap<string, ConceptDefinition>,
  path: string,
): Map<string, Entity> {
  const entities = new Map<string, Entity>();
  for (const [id, entry] of Object.entries(file.entities))
    entities.set(id, toEntity(id, entry, concepts, path));
  return entities;
}

function toEntity(
  id: string,
  entry: EntityEntry,
  concepts: ReadonlyMap<string, ConceptDefinition>,
  path: string,
): Entity {
  if (entry.name !== null && !Object.hasOwn(entry.attributes, entry.name)) {
    throw new KnowledgeFileError(path, `/entities/${id}/name`, `'${entry.name}' is none of its attributes`);
  }
  const identifierConcept = entry.identifier ?? `${id}_id`;
  const idAttribute: EntityAttribute = {
    name: 'id',
    concept: identifierConcept,
    generator: concepts.get(identifierConcept)?.generator ?? 'identifier',
    type: 'string',
    format: null,
    enum: null,
    aliases: entry.idName === undefined ? [] : [entry.idName],
  };
  return {
    id,
    words: entry.words,
    plural: entry.plural ?? pluralize(entry.words[0]),
    categories: entry.categories,
    weakWords: entry.weak ?? [],
    identifier: 'id',
    identifierConcept,
    refers: entry.refers ?? [],
    nameAttribute: entry.name,
    attributes: [
      idAttribute,
      ...Object.entries(entry.attributes).map(([name, attribute]) =>
        toAttribute(name, attribute, concepts, path, `/entities/${id}/attributes/${name}`),
      ),
    ],
  };
}

function toAttribute(
  name: string,
  entry: AttributeEntry,
  concepts: ReadonlyMap<string, ConceptDefinition>,
  path: string,
  place: string,
): EntityAttribute {
  const given = typeof entry === 'string' ? { concept: entry } : entry;
  const concept = given.concept === undefined ? undefined : concepts.get(given.concept);
  if (given.concept !== undefined && concept === undefined) {
    throw new KnowledgeFileError(path, place, `there is no concept '${given.concept}'`);
  }
  const first = given.enum?.[0];
  const type = given.type ?? (first === undefined ? (concept?.type ?? 'string') : typeOf(given.enum ?? []));
  return {
    name,
    concept: given.concept ?? null,
    generator: given.generator ?? concept?.generator ?? null,
    type,
    format: first === undefined ? (concept?.format ?? null) : null,
    enum: given.enum ?? null,
    aliases: given.aliases ?? [],
  };
}

function typeOf(values: readonly (string | number | boolean)[]): EntityAttribute['type'] {
  if (values.every((value) => typeof value === 'boolean')) return 'boolean';
  if (values.every((value) => typeof value === 'number'))
    return values.every(Number.isInteger) ? 'integer' : 'number';
  return 'string';
}
