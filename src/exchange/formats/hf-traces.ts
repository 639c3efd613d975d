import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { Message } from '../../types/conversation.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import type { ConversationFormat, WriteOptions } from '../exchange-format.js';
import { jsonText } from '../json-spacing.js';
import { losses } from '../losses.js';
import { readChatMessages } from '../read-chat-messages.js';
import { serviceNames } from '../tool-names.js';

const longestName = 120;

/** Session traces of the Hugging Face Hub: what its viewer shows, one file a conversation. It trains nobody. */
export const hfTraces: ConversationFormat = {
  name: 'hf-traces',
  description: 'session traces for the viewer of the Hugging Face Hub, one file a conversation',
  holds: 'conversations',
  files: { kind: 'folder', extension: '.jsonl' },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  losses: [losses.untrained, losses.tools],
  choices: ['json-spacing'],
  write({ id, messages }, options) {
    const name = firstRequest(messages);
    const session = { type: 'session', harness: 'datagen', id, ...(name === '' ? {} : { name }) };
    const lines = messages.map((message) => ({ type: 'message', message: toTraceMessage(message, options) }));
    return [session, ...lines].map((value) => ({ value }));
  },
  /** The value is the list of a file's lines. */
  read(value, fallbackId) {
    if (!Array.isArray(value)) throw new UnreadableEntryError('', 'is no list of lines');
    const lines = value as readonly JsonValue[];
    const session = lines.find((line) => isJsonObject(line) && line.type === 'session');
    const id = isJsonObject(session) && typeof session.id === 'string' ? session.id : '';
    const entries = lines.flatMap((line) =>
      isJsonObject(line) && line.type === 'message' ? [line.message] : [],
    );
    return {
      id: id === '' ? fallbackId : id,
      messages: readChatMessages(entries.map(toChatEntry), '/messages'),
      tools: [],
    };
  },
};

function firstRequest(messages: readonly Message[]): string {
  const said = messages.find(({ role }) => role === 'user')?.content ?? '';
  return [...said].slice(0, longestName).join('');
}

function toTraceMessage(message: Message, { spacing }: WriteOptions): JsonObject {
  const { role, content } = message;
  if (role === 'tool') return { role, content, toolCallId: message.tool_call_id };
  if (role !== 'assistant') return { role, content };
  const calls = (message.tool_calls ?? []).map(({ id, name, parameters }) => ({
    id,
    function: { name, arguments: jsonText(parameters, spacing ?? 'compact') },
  }));
  return {
    role,
    content,
    ...(message.reasoning === undefined ? {} : { reasoningContent: message.reasoning }),
    ...(calls.length === 0 ? {} : { toolCalls: calls }),
  };
}

function toChatEntry(message: JsonValue | undefined): JsonValue {
  if (!isJsonObject(message)) return null;
  const { toolCalls, toolCallId, reasoningContent, ...rest } = message;
  return {
    ...rest,
    ...(toolCalls === undefined ? {} : { tool_calls: toolCalls }),
    ...(toolCallId === undefined ? {} : { tool_call_id: toolCallId }),
    ...(reasoningContent === undefined ? {} : { reasoning_content: reasoningContent }),
  };
}
