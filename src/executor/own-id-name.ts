import { segmentsOf } from '../json/json-pointer.js';
import type { JsonSchema } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';
import { primaryType } from '../values/fit-to-schema.js';
import { isIdLike } from './identities.js';

/** Property by which an object of this schema names itself: a plain id, else the first that looks like one; null for none. */
export function ownIdName(schema: JsonSchema): string | null {
  let first: string | null = null;
  for (const [name, node] of Object.entries(schema.properties ?? {})) {
    if (!/^(string|integer|number)$/.test(String(primaryType(node))) || !isIdLike(name)) continue;
    if (plainId.test(name)) return name;
    first ??= name;
  }
  return first;
}

const plainId = /^_?(id|uuid|guid)$/i;

/** The plain id by which an object names itself beside the id that is known of it: the `provinceID` of a region names another thing. */
export function plainIdName(schema: JsonSchema, known: string | null): string | null {
  const name = ownIdName(schema);
  return name !== null && (known === null || plainId.test(name)) ? name : null;
}

/** The same for the endpoint's own objects; what the registry says of them comes first. */
export function ownIdOf(endpoint: Endpoint): string | null {
  let name = ownIds.get(endpoint);
  if (name === undefined) {
    const { objects, schema } = endpoint.response;
    const own = objects[0];
    name =
      own === undefined || schema === null
        ? null
        : (own.idField ?? ownIdName(schemaAt(schema, segmentsOf(own.at))));
    ownIds.set(endpoint, name);
  }
  return name;
}

const ownIds = new WeakMap<Endpoint, string | null>();

function schemaAt(schema: JsonSchema, path: readonly string[]): JsonSchema {
  let node: JsonSchema | undefined = schema;
  for (const segment of path) {
    const properties: { readonly [name: string]: JsonSchema } = node?.properties ?? {};
    node =
      segment === '*' ? node?.items : Object.hasOwn(properties, segment) ? properties[segment] : undefined;
  }
  return node ?? {};
}
