import { isJsonObject } from '../json/is-json-object.js';
import { childPointer, segmentsOf } from '../json/json-pointer.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { RawParameter } from '../types/raw-tool.js';
import { isJsonList, member } from './json-shape.js';
import { parameterExtensions, pickMembers } from './known-extensions.js';
import { lookUp } from './schemas/resolve-schema.js';

/**
 * Parameters with the extension members (`x-concept`, …) that stand at their places in the schema of the input, as the document
 * has it: resolved schemas have none, since they go to models and into datasets. `root` is what references lead into.
 */
export function withStatedMembers(
  parameters: readonly RawParameter[],
  input: JsonValue | undefined,
  root: JsonValue,
): readonly RawParameter[] {
  if (!isJsonObject(input)) return parameters;
  return parameters.map((parameter) => {
    const stated = statedAt(input, segmentsOf(parameter.at ?? childPointer('', parameter.name)), root, 0);
    if (Object.keys(stated).length === 0) return parameter;
    return { ...parameter, extensions: { ...parameter.extensions, ...stated } };
  });
}

type Stated = { readonly [key: string]: JsonValue };

const nothing: Stated = {};
/** Of branches and references on the way to one value. */
const mostTurns = 24;

function statedAt(
  schema: JsonValue | undefined,
  [name, ...below]: readonly string[],
  root: JsonValue,
  turns: number,
): Stated {
  if (!isJsonObject(schema) || turns > mostTurns) return nothing;
  const found = branchesOf(schema, root).reduce<Stated>(
    (sum, branch) => ({
      ...statedAt(branch, name === undefined ? [] : [name, ...below], root, turns + 1),
      ...sum,
    }),
    nothing,
  );
  if (name === undefined) return { ...found, ...pickMembers(schema, parameterExtensions) };
  const child = childOf(schema, name);
  return child === undefined ? found : { ...found, ...statedAt(child, below, root, turns + 1) };
}

function childOf(schema: JsonObject, name: string): JsonValue | undefined {
  const properties = member(schema, 'properties');
  const property = isJsonObject(properties) ? member(properties, name) : undefined;
  return property ?? (/^\d+$/.test(name) ? member(schema, 'items') : undefined);
}

/** What else describes the same value: the target of a reference, and parts and alternatives. */
function branchesOf(schema: JsonObject, root: JsonValue): readonly JsonValue[] {
  const reference = member(schema, '$ref');
  const target = typeof reference === 'string' ? lookUp(root, reference) : undefined;
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const list = member(schema, keyword);
    return isJsonList(list) ? list.slice(0, 8) : [];
  });
  return target === undefined ? branches : [target, ...branches];
}
