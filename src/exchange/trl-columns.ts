import type { Message, ToolDefinition } from '../types/conversation.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { toChatMessages, toFunctionTools } from './chat-messages.js';
import type { WriteOptions } from './exchange-format.js';

/** Messages as Hugging Face TRL has them: arguments are objects, since most chat templates write texts of them twice. */
export function toTrlMessages(messages: readonly Message[], options: WriteOptions): JsonObject[] {
  return toChatMessages(messages, {
    arguments: options.arguments ?? 'object',
    spacing: options.spacing ?? 'python',
    emptyContent: true,
    namedResults: true,
    untrained: null,
  });
}

/** The `tools` column; as text it is parsed before a template sees it, so that its spaces do not matter. */
export function toTrlTools(tools: readonly ToolDefinition[], form: 'list' | 'string'): JsonValue {
  const list = toFunctionTools(tools);
  return form === 'string' ? JSON.stringify(list) : list;
}
