import { isPlainPattern } from '../json/compile-pattern.js';
import type { JsonSchema } from '../types/json.js';

/**
 * The schema that is offered: without patterns that no checker can match in bounded time. Values obey them all the same, or are
 * never given.
 */
export function checkableSchema(schema: JsonSchema): JsonSchema {
  if (!/"pattern(?:Properties)?":/.test(JSON.stringify(schema))) return schema;
  return withoutOddPatterns(schema) as JsonSchema;
}

const namedSchemas = new Set(['properties', 'patternProperties', 'dependentSchemas']);
const values = new Set(['default', 'const', 'enum', 'examples']);

function withoutOddPatterns(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutOddPatterns);
  if (typeof node !== 'object' || node === null) return node;
  const members = Object.entries(node).flatMap(([keyword, value]): [string, unknown][] => {
    if (keyword === 'pattern' && typeof value === 'string' && !isPlainPattern(value)) return [];
    if (values.has(keyword)) return [[keyword, value]];
    if (!namedSchemas.has(keyword) || typeof value !== 'object' || value === null)
      return [[keyword, withoutOddPatterns(value)]];
    const named = Object.entries(value).filter(
      ([name]) => keyword !== 'patternProperties' || isPlainPattern(name),
    );
    return [[keyword, Object.fromEntries(named.map(([name, each]) => [name, withoutOddPatterns(each)]))]];
  });
  return Object.fromEntries(members);
}
