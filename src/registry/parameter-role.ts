import { normalWords } from '../concepts/concept-index.js';
import type { ConceptMatch } from '../types/concept.js';
import type { Knowledge, NamedRole } from '../types/knowledge.js';
import type { ParameterRole } from '../types/tool-registry.js';

/** Roles that the name alone decides; null where the parameter is about the subject itself. */
export function namedRole(name: string, knowledge: Knowledge): NamedRole | null {
  return roleTableOf(knowledge).get(normalWords(name).join(' ')) ?? null;
}

/** The role before filters are known: those by name, then identifiers, else content. */
export function parameterRole(
  name: string,
  concept: ConceptMatch | null,
  knowledge: Knowledge,
): ParameterRole {
  if (concept !== null && isIdentifier(concept.id, knowledge) && concept.confidence >= 0.6)
    return 'identifier';
  return namedRole(name, knowledge) ?? 'content';
}

/** True for concepts whose values only a system knows. */
export function isIdentifier(conceptId: string, knowledge: Knowledge): boolean {
  return knowledge.isA(conceptId, 'identifier');
}

const tables = new WeakMap<Knowledge, ReadonlyMap<string, NamedRole>>();

function roleTableOf(knowledge: Knowledge): ReadonlyMap<string, NamedRole> {
  const known = tables.get(knowledge);
  if (known !== undefined) return known;
  const table = new Map<string, NamedRole>();
  for (const role of ['limit', 'page', 'offset', 'sort', 'technical'] as const) {
    for (const name of knowledge.roleNames[role]) {
      const words = normalWords(name).join(' ');
      if (!table.has(words)) table.set(words, role);
    }
  }
  tables.set(knowledge, table);
  return table;
}
