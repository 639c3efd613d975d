import type { Conversation } from '../exchange/conversation.js';
import { toImportedRecord } from '../exchange/to-imported-record.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { proofColumns } from './package-columns.js';

/**
 * Makes the records that the tables of a package hold: conversations as their rows give them back, with what stands beside
 * them. Numbers of a card are counted over these, when a package is made as when it is checked.
 */
export function createRebuilder(): (conversation: Conversation, proof: JsonObject) => JsonObject {
  const shared = createShared();
  return (conversation, proof) => {
    const { conversation_id, messages, tool_calls, tool_outputs, tools } = toImportedRecord(
      conversation,
      nobody,
    );
    const proven = proofColumns.flatMap(({ name }): [string, JsonValue][] => {
      const value = Object.hasOwn(proof, name) ? proof[name] : undefined;
      if (value === undefined || value === null) return [];
      return [[name, name === 'semantics' && isJsonObject(value) ? shareMembers(value, shared) : value]];
    });
    return {
      ...({ conversation_id, messages, tool_calls, tool_outputs } as unknown as JsonObject),
      tools: tools.map((tool) => shared(tool as unknown as JsonObject)),
      ...Object.fromEntries(proven),
    };
  };
}

const nobody = { format: '', entry: 0 };

/** One frozen object for all that say the same: whoever looks at a definition remembers what it found by the object. */
type Shared = (value: JsonObject) => JsonObject;

function createShared(): Shared {
  const known = new Map<string, JsonObject>();
  return (value) => {
    const text = JSON.stringify(value);
    const earlier = known.get(text);
    if (earlier !== undefined) return earlier;
    if (known.size >= mostShared) known.clear();
    known.set(text, Object.freeze(value));
    return value;
  };
}

const mostShared = 5000;

function shareMembers(semantics: JsonObject, shared: Shared): JsonObject {
  const entries = Object.entries(semantics).map(([name, value]): [string, JsonValue] => [
    name,
    isJsonObject(value) ? shared(value) : (value ?? null),
  ]);
  return Object.fromEntries(entries);
}
