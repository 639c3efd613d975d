import type { JsonSchema } from '../../../types/json.js';

/** Keywords of an object whose parts can be put into one without saying anything else. */
const plain: ReadonlySet<string> = new Set([
  ...['type', 'properties', 'required', 'additionalProperties', 'dependentRequired'],
  ...['title', 'description', 'examples', 'default', 'allOf'],
]);

/**
 * An object made of parts (`allOf`) as one object, as far as that says the same: parts that close the object or offer choices stay.
 * What two parts say of one member, both say.
 */
export function flattenParts(schema: JsonSchema): JsonSchema {
  if (schema.allOf === undefined) return schema;
  const { allOf, ...own } = schema;
  if (isClosed(own)) return schema;
  const parts = allOf.map(flattenParts);
  const kept = parts.filter((part) => !isPlain(part));
  const taken = parts.filter(isPlain);
  const all = [own as JsonSchema, ...taken];
  const properties = new Map<string, JsonSchema>();
  for (const part of all) {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      const known = properties.get(name);
      properties.set(
        name,
        known === undefined || known === property ? property : { allOf: [known, property] },
      );
    }
  }
  const required = [...new Set(all.flatMap((part) => part.required ?? []))];
  const dependent = all.find((part) => part.dependentRequired !== undefined)?.dependentRequired;
  const description = all.find((part) => part.description !== undefined)?.description;
  return {
    ...own,
    type: 'object',
    ...(description === undefined ? {} : { description }),
    ...(properties.size === 0 ? {} : { properties: Object.fromEntries(properties) }),
    ...(required.length === 0 ? {} : { required }),
    ...(dependent === undefined ? {} : { dependentRequired: dependent }),
    ...(kept.length === 0 ? {} : { allOf: kept }),
  };
}

function isPlain(part: JsonSchema): boolean {
  if (isClosed(part) || part.allOf !== undefined) return false;
  if (
    part.type !== undefined
      ? part.type !== 'object'
      : part.properties === undefined && part.required === undefined
  )
    return Object.keys(part).every((keyword) => ['title', 'description', 'examples'].includes(keyword));
  return Object.keys(part).every((keyword) => plain.has(keyword));
}

function isClosed({ additionalProperties }: JsonSchema): boolean {
  return additionalProperties !== undefined && additionalProperties !== true;
}
