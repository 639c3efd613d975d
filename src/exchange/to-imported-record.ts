import type { Message, ToolCall, ToolResult } from '../types/conversation.js';
import { recordSchemaVersion } from '../types/dataset-record.js';
import type { ImportedRecord } from '../types/imported-record.js';
import type { JsonValue } from '../types/json.js';
import type { Conversation } from './conversation.js';

/** The record of a conversation of others: nothing is added that it does not say. */
export function toImportedRecord(
  { id, messages, tools }: Conversation,
  imported: ImportedRecord['metadata']['imported'],
): ImportedRecord {
  const calls = messages.flatMap((message): readonly ToolCall[] =>
    message.role === 'assistant' ? (message.tool_calls ?? []) : [],
  );
  return {
    conversation_id: id,
    messages,
    tool_calls: calls,
    tool_outputs: messages.flatMap(toResults),
    tools,
    provenance: { status: 'unknown' },
    metadata: {
      conversation_id: id,
      schema_version: recordSchemaVersion,
      imported,
      num_turns: messages.filter(({ role }) => role !== 'system').length,
      num_tool_calls: calls.length,
      num_distinct_tools: new Set(calls.map(({ name }) => name)).size,
    },
  };
}

function toResults(message: Message): ToolResult[] {
  if (message.role !== 'tool') return [];
  return [{ id: message.tool_call_id, name: message.name, output: readOutput(message.content) }];
}

/** Tools of others answer in JSON or in plain words. */
function readOutput(content: string): JsonValue {
  try {
    return JSON.parse(content) as JsonValue;
  } catch {
    return content;
  }
}
