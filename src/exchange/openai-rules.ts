import { CannotHoldError } from '../errors/exchange-errors.js';
import type { Message, ToolDefinition } from '../types/conversation.js';
import type { JsonObject } from '../types/json.js';
import { type ChatStyle, toFunctionTools } from './chat-messages.js';
import { checkAnswered } from './check-answered.js';
import type { WriteOptions } from './exchange-format.js';

const mostFunctions = 128;
const longestCallId = 40;

/** What OpenAI refuses in a file for fine-tuning. Throws `CannotHoldError`. */
export function checkOpenAiRules(messages: readonly Message[], tools: readonly ToolDefinition[]): void {
  if (tools.length > mostFunctions)
    throw new CannotHoldError(`it offers ${tools.length} tools, and OpenAI takes ${mostFunctions}`);
  const ids = messages.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []).map(({ id }) => id) : [],
  );
  if (ids.some((id) => id.length > longestCallId))
    throw new CannotHoldError(`a call's id is longer than the ${longestCallId} characters OpenAI takes`);
  checkAnswered(messages, 'any_order');
}

/** Arguments are text, and a message of calls need not have content. */
export function openAiStyle({ spacing }: WriteOptions): ChatStyle {
  return {
    arguments: 'string',
    spacing: spacing ?? 'python',
    emptyContent: false,
    namedResults: false,
    untrained: { weight: 0 },
  };
}

export function openAiTools(tools: readonly ToolDefinition[], { isSplit = false }: WriteOptions): JsonObject {
  return tools.length === 0 ? {} : { tools: toFunctionTools(tools), parallel_tool_calls: !isSplit };
}
