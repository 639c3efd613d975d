import { type ChatStyle, toChatMessages, toFunctionTools } from '../exchange/chat-messages.js';
import type { Conversation } from '../exchange/conversation.js';
import { readChatMessages, readTools } from '../exchange/read-chat-messages.js';
import type { JsonObject, JsonValue } from '../types/json.js';

/** The columns that a trainer reads. */
export type ChatRow = { readonly messages: JsonValue; readonly tools: JsonValue };

/**
 * Messages and tools as Hugging Face's templates take them: arguments are objects, content is never null, results name their
 * tool. An untrained message keeps `weight: 0`, reasoning stands in `reasoning_content`.
 */
export function toChatRow({ messages, tools }: Pick<Conversation, 'messages' | 'tools'>): ChatRow {
  const list = toChatMessages(messages, style).map((message, index): JsonObject => {
    const from = messages[index];
    return from?.role === 'assistant' && from.reasoning !== undefined
      ? { ...message, reasoning_content: from.reasoning }
      : message;
  });
  return { messages: list, tools: toFunctionTools(tools) };
}

const style: ChatStyle = {
  ...({ arguments: 'object', spacing: 'python' } as const),
  ...{ emptyContent: true, namedResults: true, untrained: { weight: 0 } },
};

/** The conversation that a row was made of. Throws `UnreadableEntryError`. */
export function fromChatRow(id: string, { messages, tools }: ChatRow): Conversation {
  return { id, messages: readChatMessages(messages, '/messages'), tools: readTools(tools, '/tools') };
}
