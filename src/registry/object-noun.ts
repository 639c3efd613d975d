import { isBareId } from '../concepts/bare-id.js';
import { conceptIndexOf, normalWords } from '../concepts/concept-index.js';
import { identifierWords } from '../concepts/identifier-words.js';
import { attributeOf } from '../concepts/match-attribute.js';
import type { PointerPattern } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import { toSlug } from './slug.js';

export type ObjectContext = {
  readonly entity: string | null;
  /** Noun to fall back on where no entity was recognised, `null` where the name gives none. */
  readonly fallbackNoun: string | null;
  readonly category: string;
  readonly prefersList: boolean;
  /** True where the catalog states the entity itself. */
  readonly fixed: boolean;
  /** Nouns of one entity that the tool tells apart: see `ToolThings`. */
  readonly apart?: readonly string[];
  readonly knowledge: Knowledge;
};

/** All that the objects of a response depend on beside its schema and the knowledge, for remembering them. */
export function contextKey(context: ObjectContext): string {
  const { entity, fallbackNoun, category, prefersList, fixed, apart } = context;
  // Where the entity is settled, no noun is fallen back on; else the members of a plain list are called by it.
  const fallback = fixed ? null : fallbackNoun;
  return JSON.stringify([entity, fallback, category, prefersList, fixed, apart]);
}

export type Node = {
  readonly at: PointerPattern;
  /** Named segment that holds it, '' for the root. */
  readonly key: string;
  readonly depth: number;
  readonly stars: number;
  readonly names: readonly string[];
  readonly leaves: readonly string[];
};

/** Property that holds the identifier of the node's entity: `id`, `hotel_id`, or what the entity file names. */
export function idFieldOf(node: Node, entity: string | null, context: ObjectContext): string | null {
  const index = conceptIndexOf(context.knowledge);
  const leaf = (test: (name: string) => boolean): string | null => node.leaves.find(test) ?? null;
  const bare =
    leaf((name) => /^_?id$|^uuid$|^guid$|^_?uid$/i.test(name)) ??
    leaf((name) => isBareId(name) && !/ids$/i.test(name));
  if (bare !== null) return bare;
  if (entity !== null) {
    const named = leaf((name) => {
      const noun = identifierWords(normalWords(name), index);
      return (
        noun !== null &&
        noun.length > 0 &&
        (entityOfNoun(noun.join(' '), context) === entity || slugOfNoun(noun) === entity)
      );
    });
    if (named !== null) return named;
    const alias = leaf((name) => attributeOf(entity, normalWords(name), index)?.name === 'id');
    if (alias !== null) return alias;
  }
  return null;
}

export function nounOfId(name: string, context: ObjectContext): readonly string[] | null {
  const words = normalWords(name);
  if (!/^(?:id|uuid|uid|guid)$/.test(words.at(-1) ?? '')) return null;
  return identifierWords(words, conceptIndexOf(context.knowledge));
}

/** The words of a property that holds things, without those that say that it does: `categoryList`. */
export function keyWords(key: string): readonly string[] {
  const words = normalWords(key);
  return words.length > 1 && /^(?:list|array|item|data|info|result)$/.test(words.at(-1) ?? '')
    ? words.slice(0, -1)
    : words;
}

/** The known entity a noun names, its own category first. */
export function entityOfNoun(
  noun: string,
  context: Pick<ObjectContext, 'category' | 'entity' | 'knowledge' | 'apart'>,
): string | null {
  const words = normalWords(noun).join(' ');
  if (context.apart?.includes(words) === true) return words;
  const claims = conceptIndexOf(context.knowledge).entityByWords.get(words);
  if (claims === undefined) return null;
  const chosen =
    claims.find((claim) => claim.entity.id === context.entity) ??
    claims.find((claim) => !claim.weak && claim.entity.categories.includes(context.category)) ??
    claims.find((claim) => !claim.weak) ??
    claims.find((claim) => claim.entity.categories.includes(context.category));
  return chosen?.entity.id ?? null;
}

export function slugOfNoun(words: readonly string[]): string | null {
  const plain = words.filter((word) => /^[a-z]+$/.test(word));
  return plain.length === 0 || plain.length > 3 ? null : toSlug(plain.join(' '), 40);
}
