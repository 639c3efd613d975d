import type { ToolDefinition } from '../types/conversation.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { ModelToolCall } from '../types/language-model.js';
import { fromWireValue, type KeyNames, nameKeys, toWireValue } from './key-names.js';
import { toWireParameters } from './to-wire-schema.js';
import { type NameRule, uniqueNames } from './unique-names.js';

/** Spells a request's tools as a provider allows, and reads its answers back. */
export type WireNames = {
  readonly tools: readonly WireTool[];
  /** Any name, also of a tool that is not offered: models make some up, and the conversation goes back to them. */
  readonly toolName: (name: string) => string;
  readonly toWire: (call: ModelToolCall) => JsonObject;
  /** `name` as the provider spells it. */
  readonly fromWire: (
    name: string,
    parameters: JsonObject | null,
  ) => Pick<ModelToolCall, 'name' | 'parameters'>;
};

export type WireTool = {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
};

const longestDescription = 4096;
const keyNames = new WeakMap<ToolDefinition, KeyNames>();

/** `madeUp` are names of calls in the conversation that no offered tool has; `longest`: characters of a tool's name. */
export function createWireNames(
  definitions: readonly ToolDefinition[],
  madeUp: readonly string[],
  longest: number,
): WireNames {
  const rule: NameRule = { allowed: /[^a-zA-Z0-9_-]+/g, longest, otherwise: 'tool' };
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  const wire = uniqueNames([...new Set([...byName.keys(), ...madeUp])], rule);
  const byWire = new Map([...wire].map(([name, spelled]) => [spelled, name]));
  const keysOf = (name: string): KeyNames | null => {
    const definition = byName.get(name);
    if (definition === undefined) return null;
    const known = keyNames.get(definition) ?? nameKeys([definition.parameters]);
    keyNames.set(definition, known);
    return known;
  };
  return {
    tools: [...byName.values()].map((definition) => ({
      name: wire.get(definition.name) ?? definition.name,
      description: definition.description.slice(0, longestDescription),
      parameters: toWireParameters(definition.parameters, keysOf(definition.name) ?? nameKeys([])),
    })),
    toolName: (name) => wire.get(name) ?? name,
    toWire: ({ name, parameters }) => asObject(toWireValue(parameters ?? {}, keysOf(name))),
    fromWire(spelled, parameters) {
      const name = byWire.get(spelled) ?? spelled;
      return { name, parameters: parameters && asObject(fromWireValue(parameters, keysOf(name))) };
    },
  };
}

function asObject(value: JsonValue): JsonObject {
  return value as JsonObject;
}
