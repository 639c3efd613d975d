import { conceptIndexOf, normalWords } from '../concepts/concept-index.js';
import { identifierWords } from '../concepts/identifier-words.js';
import { attributeOf } from '../concepts/match-concept.js';
import type { JsonSchema, PointerPattern } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { ResponseObject } from '../types/tool-registry.js';
import { isEnvelopeName } from './envelope.js';
import { toSlug } from './slug.js';

export type ObjectContext = {
  readonly entity: string | null;
  /** Noun to fall back on where no entity was recognised, `null` where the name gives none. */
  readonly fallbackNoun: string | null;
  readonly category: string;
  readonly prefersList: boolean;
  /** True where the catalog states the entity itself. */
  readonly fixed: boolean;
  readonly knowledge: Knowledge;
};

type Node = {
  readonly at: PointerPattern;
  /** Named segment that holds it, '' for the root. */
  readonly key: string;
  readonly depth: number;
  readonly stars: number;
  readonly names: readonly string[];
  readonly leaves: readonly string[];
};

/** Where a response shows entities. The first is the endpoint's own; the others are nested objects that show an id of their own. */
export function findObjects(schema: JsonSchema, context: ObjectContext): ResponseObject[] {
  const nodes: Node[] = [];
  collect(schema, '', '', 0, 0, nodes);
  const own = pickOwn(nodes, context);
  if (own === null) return [];
  const ownObject = toOwnObject(own, context);
  if (ownObject === null) return [];
  const others = nodes
    .filter((node) => node !== own)
    .flatMap((node) => toOtherObject(node, ownObject, context));
  return [ownObject, ...others.slice(0, 30)];
}

export function escapePointer(segment: string): string {
  return segment.replace(/~/g, '~0').replace(/\//g, '~1');
}

function collect(
  schema: JsonSchema,
  at: string,
  key: string,
  depth: number,
  stars: number,
  nodes: Node[],
): void {
  if (schema.properties !== undefined) {
    const entries = Object.entries(schema.properties);
    nodes.push({
      at,
      key,
      depth,
      stars,
      names: entries.map(([name]) => name),
      leaves: entries
        .filter(([, node]) => node.type !== 'object' && node.type !== 'array')
        .map(([name]) => name),
    });
    for (const [name, node] of entries)
      collect(node, `${at}/${escapePointer(name)}`, name, depth + 1, stars, nodes);
  } else if (schema.items !== undefined) collect(schema.items, `${at}/*`, key, depth, stars + 1, nodes);
}

function pickOwn(nodes: readonly Node[], context: ObjectContext): Node | null {
  let best: Node | null = null;
  let bestScore = 0;
  for (const node of nodes) {
    const score = scoreOf(node, context);
    if (score > bestScore) {
      best = node;
      bestScore = score;
    }
  }
  return best;
}

function scoreOf(node: Node, context: ObjectContext): number {
  if (sideKeys.test(node.key)) return 0;
  const content = node.leaves.filter((name) => node.at !== '' || !isEnvelopeName(name));
  if (content.length === 0) return 0;
  const index = conceptIndexOf(context.knowledge);
  const known =
    context.entity === null
      ? 0
      : content.filter((name) => attributeOf(context.entity ?? '', normalWords(name), index) !== undefined)
          .length;
  const keyEntity = entityOfNoun(node.key, context);
  const id = idFieldOf(node, context.entity, context);
  return (
    1 +
    Math.min(content.length, 8) * 0.4 +
    Math.min(known, 6) * 0.6 +
    (id === null ? 0 : 2.5) +
    (keyEntity !== null && keyEntity === context.entity ? 3 : 0) +
    (isEnvelopeKey(node.key) ? 1.5 : 0) +
    (node.stars === 1 ? (context.prefersList ? 3 : 0.5) : 0) -
    Math.max(0, node.stars - 1) * 2.5 -
    node.depth * 0.9
  );
}

/** Objects beside the content: what was asked, in which units, where the next page is. */
const sideKeys =
  /^(?:units?|meta|metadata|headers?|parameters|params|request|query|pagination|paging|page_?info|_?links?|errors?|status|credits?|search_?metadata|search_?parameters|debug|context)$/i;

function isEnvelopeKey(key: string): boolean {
  return /^(?:data|results?|items?|response|records?|entries|list|content|payload|hits|docs|rows|body|value|values|output)$/i.test(
    key,
  );
}

function toOwnObject(node: Node, context: ObjectContext): ResponseObject | null {
  const idField = idFieldOf(node, context.entity, context);
  let entity = context.entity;
  if (!context.fixed) {
    // An id that leads the object and names another noun says what it is: `refillId` first makes it a refill.
    const first = node.names[0];
    const noun = first === undefined ? null : nounOfId(first, context);
    if (noun !== null && noun.length > 0 && first !== undefined) {
      const named = entityOfNoun(noun.join(' '), context) ?? slugOfNoun(noun);
      if (named !== null && named !== entity) return { at: node.at, entity: named, idField: first };
    }
    if (entity === null)
      entity =
        isEnvelopeKey(node.key) || node.key === ''
          ? null
          : (entityOfNoun(node.key, context) ?? slugOfNoun(normalWords(node.key)));
    entity ??= context.fallbackNoun;
  }
  return entity === null
    ? null
    : { at: node.at, entity, idField: idFieldOf(node, entity, context) ?? idField };
}

function toOtherObject(node: Node, own: ResponseObject, context: ObjectContext): ResponseObject[] {
  if (node.key === '' || node.leaves.length === 0) return [];
  const words = normalWords(node.key);
  const entity = entityOfNoun(node.key, context) ?? slugOfNoun(words);
  if (entity === null || isEnvelopeKey(node.key) || own.at.startsWith(`${node.at}/`)) return [];
  const idField = idFieldOf(node, entity, context);
  return idField === null ? [] : [{ at: node.at, entity, idField }];
}

/** Property that holds the identifier of the node's entity: `id`, `hotel_id`, or what the entity file names. */
function idFieldOf(node: Node, entity: string | null, context: ObjectContext): string | null {
  const index = conceptIndexOf(context.knowledge);
  const leaf = (test: (name: string) => boolean): string | null => node.leaves.find(test) ?? null;
  const bare = leaf((name) => /^_?id$|^uuid$|^guid$|^_?uid$/i.test(name));
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

function nounOfId(name: string, context: ObjectContext): readonly string[] | null {
  const words = normalWords(name);
  if (!/^(?:id|uuid|uid|guid)$/.test(words.at(-1) ?? '')) return null;
  return identifierWords(words, conceptIndexOf(context.knowledge));
}

/** The known entity a noun names, its own category first. */
export function entityOfNoun(
  noun: string,
  context: Pick<ObjectContext, 'category' | 'entity' | 'knowledge'>,
): string | null {
  const claims = conceptIndexOf(context.knowledge).entityByWords.get(normalWords(noun).join(' '));
  if (claims === undefined) return null;
  const chosen =
    claims.find((claim) => claim.entity.id === context.entity) ??
    claims.find((claim) => !claim.weak && claim.entity.categories.includes(context.category)) ??
    claims.find((claim) => !claim.weak) ??
    claims.find((claim) => claim.entity.categories.includes(context.category));
  return chosen?.entity.id ?? null;
}

function slugOfNoun(words: readonly string[]): string | null {
  const plain = words.filter((word) => /^[a-z]+$/.test(word));
  return plain.length === 0 || plain.length > 3 ? null : toSlug(plain.join(' '), 40);
}
