import { KnowledgeFileError } from '../errors/knowledge-file-error.js';
import type { ConceptDefinition } from '../types/knowledge.js';
import type { ConceptEntry, ConceptsFile, EntitiesFile } from './knowledge-schemas.js';

export function toConcepts(
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
