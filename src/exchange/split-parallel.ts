import type { Message, ToolMessage } from '../types/conversation.js';

/**
 * Parallel calls one after the other, each with its result before the next: for readers that hold one call a message. What
 * was said beside them stands with the first.
 */
export function splitParallelCalls(messages: readonly Message[]): Message[] {
  const results = new Map<string, ToolMessage>();
  for (const message of messages) if (message.role === 'tool') results.set(message.tool_call_id, message);
  const split = new Set<string>();
  return messages.flatMap((message): Message[] => {
    if (message.role === 'tool') return split.has(message.tool_call_id) ? [] : [message];
    const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    if (message.role !== 'assistant' || calls.length < 2) return [message];
    return calls.flatMap((call, place): Message[] => {
      split.add(call.id);
      const { content, reasoning, ...rest } = message;
      const first =
        place === 0 ? { content, ...(reasoning === undefined ? {} : { reasoning }) } : { content: '' };
      const result = results.get(call.id);
      return [{ ...rest, ...first, tool_calls: [call] }, ...(result === undefined ? [] : [result])];
    });
  });
}
