import { normalWords } from '../concepts/concept-index.js';
import type { Concept } from '../types/concept.js';

/** Fast answers about the concept hierarchy. */
export type ConceptIndex = {
  get(id: string): Concept | undefined;
  /** The concept itself, its parent, and so on up; empty for an unknown id. */
  lineage(id: string): readonly string[];
  isA(id: string, ancestor: string): boolean;
  /** True where a singular word is one for an entity, or where nothing is known of the entity's words. */
  calls(word: string, entity: string): boolean;
  /** The same, but false where nothing is known of the entity. */
  names(word: string, entity: string | null): boolean;
  /** True where a word means the entity at times only. */
  isWeak(word: string, entity: string): boolean;
  /** True where the entity belongs in a category (slug), or nothing is known of where it does. */
  isAtHome(entity: string, category: string): boolean;
  /** Concept of the identifier that an entity goes by; null where nothing is known of it. */
  identifierOf(entity: string): string | null;
  /** True where two entities are known to belong in categories of which none is the same. */
  areStrangers(one: string, other: string): boolean;
  /** True for entities of the knowledge. */
  knows(entity: string): boolean;
  /** True for words that mean some entity. */
  isNoun(word: string): boolean;
};

export type EntityWords = {
  readonly words: readonly string[];
  readonly weakWords: readonly string[];
  readonly categories?: readonly string[];
  readonly identifierConcept?: string;
};

/** Indexes concepts by id. A parent that is missing, or a cycle of parents, ends the lineage. */
export function createConceptIndex(
  concepts: Iterable<Concept>,
  entities: ReadonlyMap<string, EntityWords> = new Map(),
): ConceptIndex {
  const all = [...concepts];
  const byId = new Map(all.map((concept) => [concept.id, concept]));
  const lineage = createLineage(all);
  const lastWords = new Map<string, ReadonlySet<string>>();
  for (const [id, { words, weakWords }] of entities)
    lastWords.set(
      id,
      new Set([id, ...words, ...weakWords].flatMap((word) => normalWords(word).at(-1) ?? [])),
    );
  const nouns = new Set([...lastWords.values()].flatMap((words) => [...words]));
  return {
    get: (id) => byId.get(id),
    lineage,
    isA: (id, ancestor) => lineage(id).includes(ancestor),
    calls: (word, entity) => lastWords.get(entity)?.has(word) ?? true,
    isWeak: (word, entity) => entities.get(entity)?.weakWords.includes(word) === true,
    isAtHome: (entity, category) => {
      const categories = entities.get(entity)?.categories ?? [];
      return categories.length === 0 || categories.includes(category);
    },
    identifierOf: (entity) => entities.get(entity)?.identifierConcept ?? null,
    areStrangers: (one, other) => {
      const left = entities.get(one)?.categories ?? [];
      const right = entities.get(other)?.categories ?? [];
      return left.length > 0 && right.length > 0 && !left.some((category) => right.includes(category));
    },
    knows: (entity) => entities.has(entity),
    isNoun: (word) => nouns.has(word),
    names: (word, entity) => entity !== null && lastWords.get(entity)?.has(word) === true,
  };
}

/** `ConceptIndex.lineage` alone. */
export function createLineage(
  concepts: Iterable<Pick<Concept, 'id' | 'parent'>>,
): (id: string) => readonly string[] {
  const parents = new Map<string, string | null>();
  for (const { id, parent } of concepts) parents.set(id, parent);
  const lineages = new Map<string, readonly string[]>();
  return (id) => {
    const known = lineages.get(id);
    if (known) return known;
    const path: string[] = [];
    let current: string | null = id;
    while (current !== null && parents.has(current) && !path.includes(current)) {
      path.push(current);
      current = parents.get(current) ?? null;
    }
    lineages.set(id, path);
    return path;
  };
}
