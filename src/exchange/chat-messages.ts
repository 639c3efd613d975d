import type { Message, ToolCall, ToolDefinition } from '../types/conversation.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import { type JsonSpacing, jsonText } from './json-spacing.js';

/** What formats with role messages (OpenAI's, and those that follow it) differ in. */
export type ChatStyle = {
  readonly arguments: 'object' | 'string';
  readonly spacing: JsonSpacing;
  /** Whether a message of calls without words has the content `''`; content is never null. */
  readonly emptyContent: boolean;
  /** Whether a result names its tool. */
  readonly namedResults: boolean;
  /** What marks a message that is not to be trained on; null where there is no such mark. */
  readonly untrained: JsonObject | null;
  /** Under which key reasoning stands; nowhere where absent. */
  readonly reasoningKey?: string;
};

export function toChatMessages(messages: readonly Message[], style: ChatStyle): JsonObject[] {
  return messages.map((message) => toChatMessage(message, style));
}

function toChatMessage(message: Message, style: ChatStyle): JsonObject {
  const { role, content } = message;
  if (role === 'tool') {
    const name = style.namedResults ? { name: message.name } : {};
    return { role, tool_call_id: message.tool_call_id, ...name, content };
  }
  if (role !== 'assistant') return { role, content };
  const calls = message.tool_calls ?? [];
  return {
    role,
    ...(content === '' && calls.length > 0 && !style.emptyContent ? {} : { content }),
    ...(calls.length === 0 ? {} : { tool_calls: calls.map((call) => toChatCall(call, style)) }),
    ...(message.reasoning === undefined || style.reasoningKey === undefined
      ? {}
      : { [style.reasoningKey]: message.reasoning }),
    ...(message.weight === 0 && style.untrained !== null ? style.untrained : {}),
  };
}

function toChatCall({ id, name, parameters }: ToolCall, style: ChatStyle): JsonObject {
  const given = style.arguments === 'object' ? parameters : jsonText(parameters, style.spacing);
  return { id, type: 'function', function: { name, arguments: given } };
}

export function toFunctionTools(tools: readonly ToolDefinition[]): JsonValue[] {
  return tools.map(({ name, description, parameters }) => ({
    type: 'function',
    function: { name, description, parameters: parameters as JsonObject },
  }));
}

/** Tools by themselves, as formats want them that know of functions only. */
export function toPlainTools(tools: readonly ToolDefinition[]): JsonObject[] {
  return tools.map(({ name, description, parameters }) => ({
    name,
    description,
    parameters: parameters as JsonObject,
  }));
}
