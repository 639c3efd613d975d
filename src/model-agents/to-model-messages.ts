import type { Message } from '../types/conversation.js';
import type { ModelMessage, ReasoningPart } from '../types/language-model.js';

/** The conversation as the model that plays the assistant sees it. `reasoned`: what it thought, by message. */
export function toModelMessages(
  messages: readonly Message[],
  reasoned: ReadonlyMap<number, readonly ReasoningPart[]>,
): ModelMessage[] {
  return messages.flatMap((message, index) => toModelMessage(message, reasoned.get(index)));
}

function toModelMessage(message: Message, reasoning: readonly ReasoningPart[] | undefined): ModelMessage[] {
  const { content } = message;
  switch (message.role) {
    case 'system':
      return [];
    case 'user':
      return [{ role: 'user', content }];
    case 'tool': {
      const isError = content.startsWith('{"error":');
      return [{ role: 'tool', toolCallId: message.tool_call_id, content, isError }];
    }
    case 'assistant':
      return [
        {
          ...{ role: 'assistant', content },
          ...(message.tool_calls ? { toolCalls: message.tool_calls } : {}),
          ...(reasoning ? { reasoning } : {}),
        },
      ];
  }
}
