import type { Message } from '../types/conversation.js';
import type { ModelMessage, ReasoningPart } from '../types/language-model.js';

/** The conversation as the model that plays the assistant sees it. `reasoned`: what it thought, by message. */
export function toModelMessages(
  messages: readonly Message[],
  reasoned: ReadonlyMap<number, readonly ReasoningPart[]>,
): ModelMessage[] {
  return messages.flatMap((message, index): ModelMessage[] => {
    switch (message.role) {
      case 'system':
        return [];
      case 'user':
        return [{ role: 'user', content: message.content }];
      case 'tool':
        return [
          {
            role: 'tool',
            toolCallId: message.tool_call_id,
            content: message.content,
            isError: message.content.startsWith('{"error":'),
          },
        ];
      case 'assistant': {
        const reasoning = reasoned.get(index);
        return [
          {
            role: 'assistant',
            content: message.content,
            ...(message.tool_calls ? { toolCalls: message.tool_calls } : {}),
            ...(reasoning ? { reasoning } : {}),
          },
        ];
      }
    }
  });
}
