import type { Message, ToolCall, ToolResult } from '../types/conversation.js';
import { recordSchemaVersion } from '../types/dataset-record.js';
import {
  type ImportedFrom,
  type ImportedRecord,
  type ImportLack,
  importLacks,
} from '../types/imported-record.js';
import type { ForeignConversation } from './readers/foreign-reader.js';
import { foreignJson } from './values/foreign-json.js';

/** The record of a conversation of others: nothing is added that it does not say. */
export function toImportedRecord(
  conversation: ForeignConversation,
  from: Pick<ImportedFrom, 'format' | 'entry' | 'file'>,
): ImportedRecord {
  const { id, messages, tools, briefing, notes } = conversation;
  const calls = callsOf(messages);
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
      imported: {
        ...from,
        lacks: lacksOf(conversation),
        ...(briefing === undefined ? {} : { briefing }),
        ...(notes === undefined || Object.keys(notes).length === 0 ? {} : { notes }),
      },
      num_turns: messages.filter(({ role }) => role !== 'system').length,
      num_tool_calls: calls.length,
      num_distinct_tools: new Set(calls.map(({ name }) => name)).size,
    },
  };
}

/** A conversation with calls and without a tool was written down without them; so were results. */
function lacksOf({ messages, tools, lacks = [] }: ForeignConversation): readonly ImportLack[] {
  const found = new Set<ImportLack>(lacks);
  if (callsOf(messages).length > 0) {
    if (tools.length === 0) found.add('tools');
    if (!messages.some(({ role }) => role === 'tool')) found.add('results');
  }
  if (!messages.some(({ role }) => role === 'assistant')) found.add('answers');
  return importLacks.filter((lack) => found.has(lack));
}

function callsOf(messages: readonly Message[]): readonly ToolCall[] {
  return messages.flatMap((message): readonly ToolCall[] =>
    message.role === 'assistant' ? (message.tool_calls ?? []) : [],
  );
}

/** Tools of others answer in JSON or in plain words. */
function toResults(message: Message): ToolResult[] {
  if (message.role !== 'tool') return [];
  return [
    { id: message.tool_call_id, name: message.name, output: foreignJson(message.content) ?? message.content },
  ];
}
