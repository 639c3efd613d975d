import type { ConceptDefinition, Entity, EntityAttribute, Knowledge } from '../types/knowledge.js';
import { rememberByText } from './remember-by-text.js';
import { singularize } from './singularize.js';
import { splitIntoWords } from './tokenize-name.js';

/** Look-up tables over the knowledge, made once for each `Knowledge`. Names are keyed by their normal words, joined by blanks. */
export type ConceptIndex = {
  readonly byName: ReadonlyMap<string, ConceptDefinition>;
  /** Names that count in a context only; several concepts may claim one. */
  readonly byContextName: ReadonlyMap<string, readonly ContextClaim[]>;
  /** By the first word of the phrase. */
  readonly byPhrase: ReadonlyMap<string, readonly PhraseClaim[]>;
  readonly withExamples: readonly ConceptDefinition[];
  /** Longest name, in words. */
  readonly longestName: number;
  readonly entityByWords: ReadonlyMap<string, readonly EntityClaim[]>;
  readonly longestEntityName: number;
  /** By the first word: the most words that a name of an entity has that starts so. Most words start none. */
  readonly entityStarts: ReadonlyMap<string, number>;
  /** `<entity id> <attribute words>` → attribute, aliases included. */
  readonly attributes: ReadonlyMap<string, EntityAttribute>;
};

export type PhraseClaim = { readonly words: readonly string[]; readonly concept: ConceptDefinition };

export type ContextClaim = {
  readonly concept: ConceptDefinition;
  readonly entities: readonly string[];
  readonly categories: readonly string[];
};

export type EntityClaim = { readonly entity: Entity; readonly weak: boolean };

const indexes = new WeakMap<Knowledge, ConceptIndex>();

export function conceptIndexOf(knowledge: Knowledge): ConceptIndex {
  const known = indexes.get(knowledge);
  if (known !== undefined) return known;
  const index = createIndex(knowledge);
  indexes.set(knowledge, index);
  return index;
}

/** Normal words of a name: lower case, singular. */
export const normalWords: (name: string) => readonly string[] = rememberByText((name) =>
  splitIntoWords(name).map(singularize),
);

function createIndex(knowledge: Knowledge): ConceptIndex {
  const byName = new Map<string, ConceptDefinition>();
  const byContextName = new Map<string, ContextClaim[]>();
  const byPhrase = new Map<string, PhraseClaim[]>();
  let longestName = 1;
  const key = (name: string): string => {
    const words = normalWords(name);
    longestName = Math.max(longestName, words.length);
    return words.join(' ');
  };
  const claimName = (name: string, concept: ConceptDefinition): void => {
    const words = key(name);
    if (!byName.has(words)) byName.set(words, concept);
  };
  for (const concept of knowledge.concepts.values()) {
    for (const name of concept.names) claimName(name, concept);
  }
  for (const concept of knowledge.concepts.values()) {
    // An id is a name, too, except of mere branches of the hierarchy: `time` is no value.
    if (concept.generator !== null) claimName(concept.id, concept);
    for (const { names, entities, categories } of concept.contextNames) {
      for (const name of names) {
        const words = key(name);
        const claims = byContextName.get(words) ?? [];
        claims.push({ concept, entities, categories });
        byContextName.set(words, claims);
      }
    }
    for (const phrase of concept.descriptions) {
      const words = normalWords(phrase);
      const claims = byPhrase.get(words[0] ?? '') ?? [];
      claims.push({ words, concept });
      byPhrase.set(words[0] ?? '', claims);
    }
  }

  const entityByWords = new Map<string, EntityClaim[]>();
  const entityStarts = new Map<string, number>();
  const attributes = new Map<string, EntityAttribute>();
  let longestEntityName = 1;
  for (const entity of knowledge.entities.values()) {
    const claim = (name: string, weak: boolean): void => {
      const words = normalWords(name);
      longestEntityName = Math.max(longestEntityName, words.length);
      const first = words[0] ?? '';
      entityStarts.set(first, Math.max(entityStarts.get(first) ?? 0, words.length));
      const claims = entityByWords.get(words.join(' ')) ?? [];
      if (!claims.some((known) => known.entity === entity)) claims.push({ entity, weak });
      entityByWords.set(words.join(' '), claims);
    };
    for (const word of [entity.id, ...entity.words]) claim(word, false);
    for (const word of entity.weakWords) claim(word, true);
    for (const attribute of entity.attributes) {
      for (const name of [attribute.name, ...attribute.aliases]) {
        const words = `${entity.id} ${normalWords(name).join(' ')}`;
        if (!attributes.has(words)) attributes.set(words, attribute);
      }
    }
  }
  return {
    byName,
    byContextName,
    byPhrase,
    withExamples: [...knowledge.concepts.values()].filter((concept) => concept.examples.length > 0),
    longestName,
    entityByWords,
    longestEntityName,
    entityStarts,
    attributes,
  };
}
