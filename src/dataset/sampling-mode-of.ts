import { asks } from '../language/asks.js';
import type { Message, ToolCall } from '../types/conversation.js';
import type { SamplingMode } from '../types/plan-row.js';

/** The mode that a record's shape shows under `mixed`: the first that fits. */
export function samplingModeOf(
  calls: readonly ToolCall[],
  messages: readonly Message[],
  distinctTools: number,
): SamplingMode {
  const assistant = messages.filter((message) => message.role === 'assistant');
  if (assistant.some((message) => (message.tool_calls?.length ?? 0) > 1)) return 'parallel';
  const first = assistant[0];
  if (calls.length > 0 && first && !first.tool_calls && asks(first.content)) return 'clarification_first';
  if (calls.length <= 2) return 'short';
  return distinctTools > 1 ? 'multi_tool' : 'sequential';
}
