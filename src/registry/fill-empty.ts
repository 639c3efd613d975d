import type { JsonSchema } from '../types/json.js';
import type { Entity } from '../types/knowledge.js';
import { isEnvelopeName } from './envelope.js';
import { whole } from './infer-response.js';
import { hasLeaf } from './response-source.js';

/**
 * Puts the entity's attributes where a declared envelope is empty: `{ status, data: [ {} ] }`. Null where nothing is empty
 * or the schema has content of its own.
 */
export function fillEmpty(schema: JsonSchema, entity: Entity): JsonSchema | null {
  if (hasContent(schema, true)) return null;
  return fill(schema, entity);
}

/** The schema without objects and lists of which nothing is known. */
export function prune(schema: JsonSchema): JsonSchema | null {
  if (schema.properties !== undefined) {
    const kept = Object.entries(schema.properties).flatMap(([name, node]): [string, JsonSchema][] => {
      const pruned = prune(node);
      return pruned === null ? [] : [[name, pruned]];
    });
    if (kept.length === 0) return null;
    const names = new Set(kept.map(([name]) => name));
    const { required, ...rest } = schema;
    const stillRequired = required?.filter((name) => names.has(name)) ?? [];
    return {
      ...rest,
      properties: toRecord(kept),
      ...(stillRequired.length === 0 ? {} : { required: stillRequired }),
    };
  }
  if (schema.type === 'object') return null;
  if (schema.type !== 'array') return schema;
  const items = schema.items === undefined ? null : prune(schema.items);
  return items === null ? null : { ...schema, items };
}

/** True where some leaf is about the world and not about the answer. */
export function hasContent(schema: JsonSchema, atRoot: boolean): boolean {
  if (schema.properties !== undefined) {
    return Object.entries(schema.properties).some(([key, node]) => {
      const leaf = node.properties === undefined && node.type !== 'array' && node.type !== 'object';
      if (leaf) return !(atRoot && isEnvelopeName(key));
      return !echoes.has(key.toLowerCase()) && hasContent(node, false);
    });
  }
  if (schema.type === 'array') return schema.items !== undefined && hasContent(schema.items, false);
  return schema.type !== 'object';
}

const echoes = new Set([
  'parameters',
  'params',
  'request',
  'headers',
  'meta',
  'pagination',
  'paging',
  'errors',
  'links',
  '_links',
  'query',
]);

function fill(schema: JsonSchema, entity: Entity): JsonSchema | null {
  for (const [name, node] of Object.entries(schema.properties ?? {})) {
    if (echoes.has(name.toLowerCase()) || hasLeaf(node)) continue;
    const filled: JsonSchema | null =
      node.type === 'array'
        ? { ...node, items: whole(entity) }
        : node.type === 'object' && node.properties === undefined
          ? { ...node, ...whole(entity) }
          : fill(node, entity);
    if (filled !== null)
      return {
        ...schema,
        properties: toRecord(
          Object.entries(schema.properties ?? {}).map(([key, old]) => [key, key === name ? filled : old]),
        ),
      };
  }
  return null;
}

function toRecord(entries: readonly (readonly [string, JsonSchema])[]): {
  readonly [name: string]: JsonSchema;
} {
  const record: Record<string, JsonSchema> = Object.create(null);
  for (const [name, node] of entries) record[name] = node;
  return record;
}
