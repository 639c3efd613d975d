import type { Conversation } from '../exchange/conversation.js';
import { toImportedRecord } from '../exchange/to-imported-record.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { proofColumns } from './package-columns.js';

/**
 * The record that the tables of a package hold: the conversation as its row gives it back, with what stands beside it. Numbers
 * of a card are counted over these, when a package is made as when it is checked.
 */
export function rebuildRecord(conversation: Conversation, proof: JsonObject): JsonObject {
  const { conversation_id, messages, tool_calls, tool_outputs, tools } = toImportedRecord(
    conversation,
    nobody,
  );
  const proven = proofColumns.flatMap(({ name }): [string, JsonValue][] => {
    const value = Object.hasOwn(proof, name) ? proof[name] : undefined;
    return value === undefined || value === null ? [] : [[name, value]];
  });
  return {
    ...({ conversation_id, messages, tool_calls, tool_outputs, tools } as unknown as JsonObject),
    ...Object.fromEntries(proven),
  };
}

const nobody = { format: '', entry: 0 };
