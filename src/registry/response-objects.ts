import { createMemory } from '../concepts/create-memory.js';
import { childPointer } from '../json/json-pointer.js';
import type { JsonSchema } from '../types/json.js';
import type { ResponseObject } from '../types/tool-registry.js';
import {
  contextKey,
  entityOfNoun,
  idFieldOf,
  keyWords,
  type Node,
  nounOfId,
  type ObjectContext,
  slugOfNoun,
} from './object-noun.js';
import { isEnvelopeKey, pickOwn } from './object-score.js';

/** Where a response shows entities. The first is the endpoint's own; the others are nested objects that show an id of their own. */
export function findObjects(schema: JsonSchema, context: ObjectContext): readonly ResponseObject[] {
  return remembered(schema, contextKey(context), () => findOnce(schema, context));
}

const remembered = createMemory<readonly ResponseObject[], JsonSchema>();

function findOnce(schema: JsonSchema, context: ObjectContext): readonly ResponseObject[] {
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
    for (const [name, node] of entries) {
      // The `items` of a page of `playlists` are playlists.
      const isPage = node.items !== undefined && isEnvelopeKey(name) && key !== '' && !isEnvelopeKey(key);
      collect(node, childPointer(at, name), isPage ? key : name, depth + 1, stars, nodes);
    }
  } else if (schema.items !== undefined) collect(schema.items, `${at}/*`, key, depth, stars + 1, nodes);
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
          : (entityOfNoun(keyWords(node.key).join(' '), context) ?? slugOfNoun(keyWords(node.key)));
    entity ??= context.fallbackNoun;
  }
  return entity === null
    ? null
    : { at: node.at, entity, idField: idFieldOf(node, entity, context) ?? idField };
}

function toOtherObject(node: Node, own: ResponseObject, context: ObjectContext): ResponseObject[] {
  if (node.leaves.length === 0) return [];
  if (own.at.startsWith(`${node.at}/`)) return toEnclosing(node, own, context);
  if (node.key === '') return [];
  const words = keyWords(node.key);
  const entity = entityOfNoun(words.join(' '), context) ?? slugOfNoun(words);
  if (entity === null || isEnvelopeKey(node.key)) return [];
  const idField = idFieldOf(node, entity, context);
  return idField === null ? [] : [{ at: node.at, entity, idField }];
}

/** What holds a list of other things: `{ movie_id, title, cast: [...] }` shows the movie too, when its id leads. */
function toEnclosing(node: Node, own: ResponseObject, context: ObjectContext): ResponseObject[] {
  const first = node.names[0];
  const noun = first === undefined ? null : nounOfId(first, context);
  if (first === undefined || noun === null || noun.length === 0 || node.leaves.length < 2) return [];
  const entity = entityOfNoun(noun.join(' '), context);
  return entity === null || entity === own.entity ? [] : [{ at: node.at, entity, idField: first }];
}
