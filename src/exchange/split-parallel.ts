import type { Message, ToolCall, ToolMessage } from '../types/conversation.js';
import { resultsByCall } from './steps.js';

/**
 * Parallel calls one after the other, each with its result before the next: for readers that hold one call a message. What
 * was said beside them stands with the first. Calls may share an id: a result belongs to the nearest before it that has none.
 */
export function splitParallelCalls(messages: readonly Message[]): Message[] {
  const moved = new Set<ToolMessage>();
  return messages.flatMap((message, index): Message[] => {
    if (message.role === 'tool') return moved.has(message) ? [] : [message];
    const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    if (message.role !== 'assistant' || calls.length < 2) return [message];
    const takeResult = resultsByCall(resultsAfter(messages, index, calls));
    return calls.flatMap((call, place): Message[] => {
      const { content, reasoning, ...rest } = message;
      const first =
        place === 0 ? { content, ...(reasoning === undefined ? {} : { reasoning }) } : { content: '' };
      const result = takeResult(call.id);
      if (result !== undefined) moved.add(result);
      return [{ ...rest, ...first, tool_calls: [call] }, ...(result === undefined ? [] : [result])];
    });
  });
}

/** Results of the calls of a message, up to where one of their ids is called again. */
function resultsAfter(
  messages: readonly Message[],
  index: number,
  calls: readonly ToolCall[],
): readonly ToolMessage[] {
  const ids = new Set(calls.map(({ id }) => id));
  const results: ToolMessage[] = [];
  for (let at = index + 1; at < messages.length && results.length < calls.length; at += 1) {
    const message = messages[at];
    if (message?.role === 'tool' && ids.has(message.tool_call_id)) results.push(message);
    if (message?.role === 'assistant' && message.tool_calls?.some(({ id }) => ids.has(id)) === true) break;
  }
  return results;
}
