import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { KnowledgeFileError } from '../errors/knowledge-file-error.js';
import type {
  ConceptDefinition,
  Entity,
  EntityAttribute,
  Exclusions,
  Knowledge,
} from '../types/knowledge.js';
import {
  type AttributeEntry,
  type ConceptEntry,
  type ConceptsFile,
  conceptsFileSchema,
  type EntitiesFile,
  type EntityEntry,
  type ExclusionsFile,
  entitiesFileSchema,
  exclusionsFileSchema,
  type IntentsFile,
  intentsFileSchema,
} from './knowledge-schemas.js';
import { pluralize } from './singularize.js';

/**
 * Reads and checks the four knowledge files of a folder.
 *
 * @throws KnowledgeFileError naming file and place when one is missing, is no YAML, breaks its schema, or names a parent,
 *   entity or concept that does not exist.
 */
export function loadKnowledge(configDirectory: string): Knowledge {
  const ajv = new Ajv({ allErrors: false, strict: false });
  const read = <T>(name: string, schema: object): T =>
    readChecked<T>(join(configDirectory, name), schema, ajv);
  const conceptsFile = read<ConceptsFile>('concepts.yaml', conceptsFileSchema);
  const entitiesFile = read<EntitiesFile>('entities.yaml', entitiesFileSchema);
  const intentsFile = read<IntentsFile>('intents.yaml', intentsFileSchema);
  const exclusionsFile = read<ExclusionsFile>('exclusions.yaml', exclusionsFileSchema);

  const concepts = toConcepts(conceptsFile, entitiesFile, join(configDirectory, 'concepts.yaml'));
  const entities = toEntities(entitiesFile, concepts, join(configDirectory, 'entities.yaml'));
  return {
    concepts,
    entities,
    intentRules: intentsFile.rules
      .map((rule) => ({
        intent: rule.intent,
        priority: rule.priority,
        methods: rule.methods ?? null,
        verbs: rule.verbs ?? null,
        words: rule.words ?? null,
        identifierParameter: rule.identifier ?? null,
      }))
      .sort((a, b) => b.priority - a.priority),
    ambiguousVerbs: intentsFile.ambiguousVerbs,
    describedVerbs: intentsFile.describedVerbs,
    roleNames: intentsFile.roles,
    exclusions: toExclusions(exclusionsFile),
    abbreviations: new Map(Object.entries(conceptsFile.abbreviations)),
    labels: new Map(Object.entries(conceptsFile.labels)),
    isA: (id, ancestor) => {
      for (let at: string | null = id; at !== null; at = parentOf(at, concepts)) {
        if (at === ancestor) return true;
      }
      return false;
    },
  };
}

/** Catalogs name ids of things that no file describes (`drop_off_id`): they are opaque ids all the same. */
function parentOf(id: string, concepts: ReadonlyMap<string, ConceptDefinition>): string | null {
  const concept = concepts.get(id);
  if (concept !== undefined) return concept.parent;
  return id.endsWith('_id') ? 'identifier' : null;
}

function readChecked<T>(file: string, schema: object, ajv: Ajv): T {
  let value: unknown;
  try {
    value = parse(readFileSync(file, 'utf8'), { maxAliasCount: 100 });
  } catch (cause) {
    throw new KnowledgeFileError(
      file,
      '',
      cause instanceof Error ? firstLine(cause.message) : 'cannot be read',
      { cause },
    );
  }
  const check = ajv.compile<T>(schema);
  if (check(value)) return value;
  const error = check.errors?.[0];
  const extra =
    error?.params && 'additionalProperty' in error.params ? ` ('${error.params.additionalProperty}')` : '';
  throw new KnowledgeFileError(
    file,
    error?.instancePath ?? '',
    `${error?.message ?? 'is not valid'}${extra}`,
  );
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}

function toConcepts(
  file: ConceptsFile,
  entities: EntitiesFile,
  path: string,
): Map<string, ConceptDefinition> {
  const concepts = new Map<string, ConceptDefinition>();
  for (const [id, entry] of Object.entries(file.concepts)) concepts.set(id, toConcept(id, entry, path));
  for (const [id, entity] of Object.entries(entities.entities)) {
    const conceptId = entity.identifier ?? `${id}_id`;
    if (concepts.has(conceptId)) continue;
    concepts.set(
      conceptId,
      toConcept(
        conceptId,
        { parent: 'identifier', generator: 'identifier', knownBy: 'system', identifies: id },
        path,
      ),
    );
  }
  for (const concept of concepts.values()) {
    const seen = new Set<string>();
    for (let at: string | null = concept.id; at !== null; at = concepts.get(at)?.parent ?? null) {
      if (seen.has(at))
        throw new KnowledgeFileError(path, `/concepts/${concept.id}/parent`, 'the parents form a circle');
      seen.add(at);
      if (!concepts.has(at)) {
        throw new KnowledgeFileError(path, `/concepts/${concept.id}/parent`, `there is no concept '${at}'`);
      }
    }
    if (concept.identifies !== null && !Object.hasOwn(entities.entities, concept.identifies)) {
      throw new KnowledgeFileError(
        path,
        `/concepts/${concept.id}/identifies`,
        `there is no entity '${concept.identifies}'`,
      );
    }
  }
  return concepts;
}

function toConcept(id: string, entry: ConceptEntry, path: string): ConceptDefinition {
  return {
    id,
    parent: entry.parent ?? null,
    knownBy: entry.knownBy ?? 'anyone',
    identifies: entry.identifies ?? null,
    generator: entry.generator,
    type: entry.type ?? 'string',
    format: entry.format ?? null,
    names: entry.names ?? [],
    contextNames: (entry.in ?? []).map((context) => ({
      names: context.names,
      entities: context.entities ?? [],
      categories: context.categories ?? [],
    })),
    descriptions: entry.descriptions ?? [],
    examples: (entry.examples ?? []).map((pattern) => toPattern(pattern, path, `/concepts/${id}/examples`)),
    needsEvidence: entry.needsEvidence ?? false,
  };
}

function toPattern(pattern: string, path: string, place: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch (cause) {
    throw new KnowledgeFileError(path, place, `'${pattern}' is no regular expression`, { cause });
  }
}

function toEntities(
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

function toExclusions(file: ExclusionsFile): Exclusions {
  return {
    credentialNames: file.credentials.names,
    credentialPhrases: file.credentials.phrases,
    credentialExceptions: file.credentials.exceptions,
    uploadNames: file.uploads.names,
    uploadTypes: file.uploads.types,
    healthNames: file.health.names,
    healthPhrases: file.health.phrases,
    testToolNames: file.health.tools,
    placeholders: file.placeholders.map((pattern) => new RegExp(`^(?:${pattern})$`)),
    irreversibleVerbs: file.irreversible.verbs,
    irreversibleEntities: file.irreversible.entities,
  };
}
