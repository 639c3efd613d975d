import { isJsonObject } from '../../../json/is-json-object.js';
import type { JsonObject, JsonSchema, JsonValue } from '../../../types/json.js';
import { member } from '../../json-shape.js';
import {
  type KnownSchemas,
  lookUp,
  type ResolvedSchema,
  resolveSchema,
  type SchemaProblem,
} from '../../schemas/resolve-schema.js';

/** An OpenAPI description that is being read: how its references are followed, and how much work that may still be. */
export type OpenDocument = {
  readonly root: JsonObject;
  /** Swagger 2.0 has bodies and forms among its parameters, and schemas without a node of their own. */
  readonly isSwagger: boolean;
  /** The object itself or what its chain of local references leads to; null where that is none, told to `report`. */
  readonly follow: (value: JsonValue | undefined, report: Report) => JsonObject | null;
  /** The schema written out, equal references once for each direction; null of nothing. */
  readonly schema: (
    raw: JsonValue | undefined,
    direction: 'input' | 'output',
    report: Report,
  ) => JsonSchema | null;
};

export type Report = (problem: SchemaProblem) => void;

/** References one after the other at most, each to the next. */
const longestChain = 16;
/** Values of all schemas of a document together; when it is used up, what is left is cut short. */
const allNodes = 2_000_000;
/** Of one schema. A model reads its tools' inputs whole; of an answer, what people speak of stands far above. */
const mostNodes = { input: 5_000, output: 1_500 };
const fewestNodes = 100;

export function openDocument(root: JsonObject, isSwagger: boolean): OpenDocument {
  const known = { input: new Map<string, ResolvedSchema>(), output: new Map<string, ResolvedSchema>() };
  const parts: { [direction in 'input' | 'output']: KnownSchemas } = { input: new Map(), output: new Map() };
  let left = allNodes;
  const resolve = (raw: JsonValue, direction: 'input' | 'output'): ResolvedSchema => {
    const maximumNodes = Math.max(fewestNodes, Math.min(mostNodes[direction], left));
    const resolved = resolveSchema(raw, { root, direction, maximumNodes, known: parts[direction] });
    left -= resolved.nodes;
    return resolved;
  };
  return {
    root,
    isSwagger,
    follow: (value, report) => follow(value, root, report),
    schema: (raw, direction, report) => {
      if (raw === undefined) return null;
      const key = referenceOnly(raw);
      const resolved = (key === null ? undefined : known[direction].get(key)) ?? resolve(raw, direction);
      if (key !== null) known[direction].set(key, resolved);
      resolved.problems.forEach(report);
      return resolved.schema;
    },
  };
}

/** The reference of a schema that is nothing else. */
function referenceOnly(raw: JsonValue): string | null {
  if (!isJsonObject(raw) || Object.keys(raw).length !== 1) return null;
  const reference = member(raw, '$ref');
  return typeof reference === 'string' ? reference : null;
}

function follow(value: JsonValue | undefined, root: JsonObject, report: Report): JsonObject | null {
  let at = value;
  for (let step = 0; step <= longestChain; step += 1) {
    if (!isJsonObject(at)) return null;
    const reference = member(at, '$ref');
    if (typeof reference !== 'string') return at;
    const shown = `'${reference.slice(0, 120)}'`;
    if (!reference.startsWith('#')) {
      report({ reason: 'remote_reference', detail: `${shown} leads out of the file and is not followed.` });
      return null;
    }
    const target = lookUp(root, reference);
    if (target === undefined) {
      report({ reason: 'dangling_reference', detail: `${shown} leads to nothing.` });
      return null;
    }
    at = target;
  }
  report({ reason: 'circular_reference', detail: 'A reference leads to itself.' });
  return null;
}
