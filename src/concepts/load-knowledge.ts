import { join } from 'node:path';
import type { ConceptDefinition, Exclusions, Knowledge, KnowledgeData } from '../types/knowledge.js';
import {
  type ConceptsFile,
  conceptsFileSchema,
  type EntitiesFile,
  type ExclusionsFile,
  entitiesFileSchema,
  exclusionsFileSchema,
  type IntentsFile,
  intentsFileSchema,
} from './knowledge-schemas.js';
import { readChecked } from './read-knowledge-file.js';
import { toConcepts } from './to-concepts.js';
import { toEntities } from './to-entities.js';

/**
 * Reads and checks the four knowledge files of a folder.
 *
 * @throws KnowledgeFileError naming file and place when one is missing, is no YAML, breaks its schema, or names a parent,
 *   entity or concept that does not exist.
 */
export function loadKnowledge(configDirectory: string): Knowledge {
  const read = <T>(name: string, schema: object): T => readChecked<T>(join(configDirectory, name), schema);
  const conceptsFile = read<ConceptsFile>('concepts.yaml', conceptsFileSchema);
  const entitiesFile = read<EntitiesFile>('entities.yaml', entitiesFileSchema);
  const intentsFile = read<IntentsFile>('intents.yaml', intentsFileSchema);
  const exclusionsFile = read<ExclusionsFile>('exclusions.yaml', exclusionsFileSchema);

  const concepts = toConcepts(conceptsFile, entitiesFile, join(configDirectory, 'concepts.yaml'));
  const entities = toEntities(entitiesFile, concepts, join(configDirectory, 'entities.yaml'));
  return withHierarchy({
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
  });
}

/** The knowledge that another thread sent as data. */
export function withHierarchy(data: KnowledgeData): Knowledge {
  const { concepts } = data;
  return {
    ...data,
    isA: (id, ancestor) => {
      for (let at: string | null = id; at !== null; at = parentOf(at, concepts)) {
        if (at === ancestor) return true;
      }
      return false;
    },
  };
}

/** What of the knowledge can be sent to another thread: see `withHierarchy`. */
export function toKnowledgeData({ isA: _, ...data }: Knowledge): KnowledgeData {
  return data;
}

/** Catalogs name ids of things that no file describes (`drop_off_id`): they are opaque ids all the same. */
function parentOf(id: string, concepts: ReadonlyMap<string, ConceptDefinition>): string | null {
  const concept = concepts.get(id);
  if (concept !== undefined) return concept.parent;
  return id.endsWith('_id') ? 'identifier' : null;
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
