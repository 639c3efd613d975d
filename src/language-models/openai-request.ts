import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { LanguageModelRequest, ModelMessage } from '../types/language-model.js';
import { createWireNames, type WireNames } from './wire-names.js';

export type OpenAiRequest = {
  readonly body: ChatCompletionCreateParamsNonStreaming;
  readonly names: WireNames;
};

const longestToolName = 64;

/** A request as chat completions take it. `isOpenAi`: OpenAI's own endpoint, whose newer models know one limit and others the other. */
export function toOpenAiRequest(
  model: string,
  request: LanguageModelRequest,
  isOpenAi: boolean,
): OpenAiRequest {
  const madeUp = request.messages.flatMap((message) =>
    message.role === 'assistant' ? (message.toolCalls ?? []).map(({ name }) => name) : [],
  );
  const names = createWireNames(request.tools, madeUp, longestToolName);
  const { toolChoice, maxTokens, system } = request;
  const body: ChatCompletionCreateParamsNonStreaming = {
    model,
    messages: [
      ...(system === '' ? [] : [{ role: 'system' as const, content: system }]),
      ...request.messages.map((message) => toMessage(message, names)),
    ],
    ...(isOpenAi ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }),
    ...(names.tools.length === 0
      ? {}
      : {
          tools: names.tools.map((tool) => ({
            type: 'function' as const,
            function: { ...tool, parameters: { ...tool.parameters } },
          })),
          tool_choice:
            toolChoice === 'auto'
              ? ('auto' as const)
              : { type: 'function' as const, function: { name: names.toolName(toolChoice.tool) } },
        }),
  };
  return { body, names };
}

function toMessage(message: ModelMessage, names: WireNames): ChatCompletionMessageParam {
  if (message.role === 'user') return { role: 'user', content: message.content };
  if (message.role === 'tool')
    return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
  const calls = message.toolCalls ?? [];
  if (calls.length === 0) return { role: 'assistant', content: message.content };
  return {
    role: 'assistant',
    content: message.content === '' ? null : message.content,
    tool_calls: calls.map((call) => ({
      id: call.id,
      type: 'function',
      function: { name: names.toolName(call.name), arguments: JSON.stringify(names.toWire(call)) },
    })),
  };
}
