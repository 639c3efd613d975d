import { segmentsOf } from '../json/json-pointer.js';
import type { JsonPointer, JsonSchema } from '../types/json.js';

/** The schema of an input without the properties at these places, on whichever branch they stand. */
export function withoutParameters(schema: JsonSchema, places: readonly JsonPointer[]): JsonSchema {
  return places.reduce((rest, place) => withoutProperty(rest, segmentsOf(place)), schema);
}

function withoutProperty(schema: JsonSchema, [name, ...below]: readonly string[]): JsonSchema {
  if (name === undefined) return schema;
  const branches = Object.fromEntries(
    (['allOf', 'anyOf', 'oneOf'] as const).flatMap((keyword) => {
      const members = schema[keyword];
      return members === undefined
        ? []
        : [[keyword, members.map((member) => withoutProperty(member, [name, ...below]))]];
    }),
  );
  if (schema.items !== undefined && /^\d+$/.test(name))
    return { ...schema, ...branches, items: withoutProperty(schema.items, below) };
  const { properties, required } = schema;
  if (properties === undefined || !Object.hasOwn(properties, name)) return { ...schema, ...branches };
  const kept = Object.entries(properties).flatMap(([own, property]): [string, JsonSchema][] => {
    if (own !== name) return [[own, property]];
    return below.length === 0 ? [] : [[own, withoutProperty(property, below)]];
  });
  return {
    ...schema,
    ...branches,
    properties: Object.fromEntries(kept),
    ...(required === undefined || below.length > 0
      ? {}
      : { required: required.filter((each) => each !== name) }),
  };
}
