import type { ToolCall, ToolDefinition } from '../../types/conversation.js';
import type { JsonObject, JsonSchema, JsonValue } from '../../types/json.js';
import { toBfclSchema } from './to-bfcl-function.js';

/**
 * A call as BFCL's checker compares it: for each argument the values that are right, where `""` means that it may be left out.
 * An optional argument that the call leaves out may be left out, or spelled with the value that leaving it out stands for.
 */
export function toAcceptableCall(call: ToolCall, tool: ToolDefinition | undefined): JsonObject {
  const given = Object.entries(acceptableMembers(call.parameters, tool?.parameters ?? {}, 0));
  return { [call.name]: Object.fromEntries(given) };
}

/** Arguments in the order of the definition, then what the call has besides. */
function acceptableMembers(given: JsonObject, schema: JsonSchema, depth: number): JsonObject {
  const properties = Object.entries(schema.properties ?? {});
  const required = new Set(schema.required ?? []);
  const known = properties.flatMap(([name, inner]): [string, JsonValue][] => {
    const usual = valueWhenLeftOut(inner);
    const isOptional = !required.has(name);
    if (!Object.hasOwn(given, name)) {
      if (!isOptional) return [];
      return [[name, usual === undefined ? [''] : ['', acceptableValue(usual, inner, depth)]]];
    }
    const value = given[name] as JsonValue;
    const mayBeLeftOut =
      isOptional && inner.default !== undefined && JSON.stringify(inner.default) === JSON.stringify(value);
    return [[name, [acceptableValue(value, inner, depth), ...(mayBeLeftOut ? [''] : [])]]];
  });
  const names = new Set(properties.map(([name]) => name));
  const others = Object.entries(given).filter(([name]) => !names.has(name));
  return Object.fromEntries([
    ...known,
    ...others.map(([name, value]): [string, JsonValue] => [name, [acceptableValue(value, {}, depth)]]),
  ]);
}

/** Members of a dictionary, or of those in a list, are lists of acceptable values too; deeper ones are compared as they are. */
function acceptableValue(value: JsonValue, schema: JsonSchema, depth: number): JsonValue {
  if (depth > 0) return value;
  const { type, items } = toBfclSchema(schema as JsonObject);
  if (type === 'dict' && isObject(value)) return acceptableMembers(value, schema, depth + 1);
  if (type !== 'array' || !Array.isArray(value) || (items as JsonObject).type !== 'dict') return value;
  return value.map((element: JsonValue) =>
    isObject(element) ? acceptableMembers(element, schema.items ?? {}, depth + 1) : element,
  );
}

/**
 * Its default; where none is stated, an integer that counts from 0 or 1 is there: so many one gets without asking (no days
 * named: one day; no offset named: 0). Undefined where nobody knows.
 */
function valueWhenLeftOut({ default: stated, type, minimum }: JsonSchema): JsonValue | undefined {
  if (stated !== undefined && stated !== null) return stated;
  return type === 'integer' && (minimum === 0 || minimum === 1) ? minimum : undefined;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
