import type { Message, ToolCall } from '../types/conversation.js';
import type { PatternType } from '../types/plan-row.js';
import type { Endpoint } from '../types/tool-registry.js';

const acting = new Set(['create', 'update', 'delete', 'execute']);

/** The pattern of product.md §3 that a conversation's calls show: the first that fits. */
export function patternOf(
  calls: readonly ToolCall[],
  messages: readonly Message[],
  endpoints: ReadonlyMap<string, Endpoint>,
): PatternType {
  if (calls.length === 0) return 'no_call';
  if (calls.length === 1) return 'single_call';
  if (messages.some((message) => message.role === 'assistant' && (message.tool_calls?.length ?? 0) > 1))
    return 'parallel';
  const intents = calls.map((call) => endpoints.get(call.name)?.intent ?? '');
  const firstRead = intents.findIndex((intent) => intent === 'search' || intent === 'retrieve');
  const later = firstRead < 0 ? [] : intents.slice(firstRead + 1);
  if (later.some((intent) => acting.has(intent))) return 'search_then_action';
  if (later.includes('compare')) return 'information_then_decision';
  const tools = new Set(calls.map((call) => endpoints.get(call.name)?.toolId));
  return tools.size > 1 ? 'multi_tool_chain' : 'sequential_multi_step';
}
