import type Anthropic from '@anthropic-ai/sdk';
import type { LanguageModelRequest, ModelMessage } from '../types/language-model.js';
import { createWireNames, type WireNames } from './wire-names.js';

export type AnthropicRequest = {
  readonly body: Anthropic.MessageCreateParamsNonStreaming;
  readonly names: WireNames;
};

const longestToolName = 128;
/** The provider takes no fewer tokens to reason for. */
const leastReasoning = 1024;
const cached = { cache_control: { type: 'ephemeral' as const } };
/** The provider refuses empty texts, and conversations that do not begin with the user. */
const nothing = '…';

/** A request as the Messages API takes it, live or in a batch. */
export function toAnthropicRequest(
  model: string,
  request: LanguageModelRequest,
  reasoningTokens: number | null = 2048,
): AnthropicRequest {
  const madeUp = request.messages.flatMap((message) =>
    message.role === 'assistant' ? (message.toolCalls ?? []).map(({ name }) => name) : [],
  );
  const names = createWireNames(request.tools, madeUp, longestToolName);
  const thinking = thinkingFor(request, reasoningTokens);
  const tools: Anthropic.Tool[] = names.tools.map(({ name, description, parameters }) => ({
    name,
    ...(description === '' ? {} : { description }),
    input_schema: parameters as Anthropic.Tool.InputSchema,
  }));
  const lastTool = tools.at(-1);
  if (request.system === '' && lastTool) tools[tools.length - 1] = { ...lastTool, ...cached };
  const body: Anthropic.MessageCreateParamsNonStreaming = {
    model,
    max_tokens: request.maxTokens,
    messages: toMessages(request, names, thinking !== null),
    ...(request.system === '' ? {} : { system: [{ type: 'text', text: request.system, ...cached }] }),
    ...(tools.length === 0 ? {} : { tools, tool_choice: toChoice(request, names) }),
    ...(thinking === null ? {} : { thinking }),
  };
  return { body, names };
}

function toChoice({ toolChoice }: LanguageModelRequest, names: WireNames): Anthropic.ToolChoice {
  if (toolChoice === 'auto') return { type: 'auto' };
  return { type: 'tool', name: names.toolName(toolChoice.tool), disable_parallel_tool_use: true };
}

/** Half of what may be said, at most `most`, or as much as the model sees fit. Null where the provider would refuse it. */
function thinkingFor(
  { reasoning, toolChoice, maxTokens, messages }: LanguageModelRequest,
  most: number | null,
): Anthropic.ThinkingConfigParam | null {
  if (!reasoning || toolChoice !== 'auto' || isUnthoughtOf(messages)) return null;
  if (most === null) return { type: 'adaptive' };
  const budget = Math.max(leastReasoning, Math.min(most, Math.floor(maxTokens / 2)));
  return budget < maxTokens ? { type: 'enabled', budget_tokens: budget } : null;
}

/** Whether results stand last whose calls were made without reasoning: it cannot begin in the middle. */
function isUnthoughtOf(messages: readonly ModelMessage[]): boolean {
  if (messages.at(-1)?.role !== 'tool') return false;
  const asked = messages.findLast((message) => message.role === 'assistant');
  return !(asked?.reasoning ?? []).some(({ signature }) => signature !== undefined);
}

function toMessages(
  { messages, toolChoice, tools }: LanguageModelRequest,
  names: WireNames,
  thinking: boolean,
): Anthropic.MessageParam[] {
  const turns: { role: 'user' | 'assistant'; content: Anthropic.ContentBlockParam[] }[] = [];
  for (const message of messages) {
    const speaker = message.role === 'assistant' ? 'assistant' : 'user';
    const content = toContent(message, names, thinking);
    if (content.length === 0) continue;
    if (turns.length === 0 && speaker === 'assistant')
      turns.push({ role: 'user', content: [{ type: 'text', text: nothing }] });
    const last = turns.at(-1);
    // Results must stand together in the message after their calls, before any text.
    if (last?.role === speaker) last.content.push(...content);
    else turns.push({ role: speaker, content: [...content] });
  }
  if (turns.length === 0) turns.push({ role: 'user', content: [{ type: 'text', text: nothing }] });
  // A form is filled in once: what is written to the cache for it would never be read, unless it is asked for again.
  const grows = (toolChoice === 'auto' && tools.length > 0) || messages.length > 1;
  const last = turns.at(-1);
  if (grows && last) markLast(last.content);
  return turns;
}

/** Has all up to here kept for the next request of the conversation, which begins alike. */
function markLast(content: Anthropic.ContentBlockParam[]): void {
  const last = content.at(-1);
  if (last?.type === 'text' || last?.type === 'tool_use' || last?.type === 'tool_result')
    content[content.length - 1] = { ...last, ...cached };
}

function toContent(
  message: ModelMessage,
  names: WireNames,
  thinking: boolean,
): readonly Anthropic.ContentBlockParam[] {
  if (message.role === 'user')
    return [{ type: 'text', text: message.content.trim() === '' ? nothing : message.content }];
  if (message.role === 'tool')
    return [
      {
        type: 'tool_result',
        tool_use_id: toId(message.toolCallId),
        content: message.content,
        ...(message.isError ? { is_error: true } : {}),
      },
    ];
  return [
    ...(thinking ? toThinking(message.reasoning ?? []) : []),
    ...(message.content.trim() === '' ? [] : [{ type: 'text' as const, text: message.content }]),
    ...(message.toolCalls ?? []).map((call) => ({
      type: 'tool_use' as const,
      id: toId(call.id),
      name: names.toolName(call.name),
      input: names.toWire(call),
    })),
  ];
}

/** Marks reasoning that the provider shows nobody, in the place of a signature. */
export const redactedMark = 'redacted_thinking:';

type Thinking = Anthropic.ThinkingBlockParam | Anthropic.RedactedThinkingBlockParam;

function toThinking(
  reasoning: readonly { readonly text: string; readonly signature?: string }[],
): readonly Thinking[] {
  return reasoning.flatMap(({ text, signature }): Thinking[] => {
    if (signature === undefined) return [];
    if (signature.startsWith(redactedMark))
      return [{ type: 'redacted_thinking', data: signature.slice(redactedMark.length) }];
    return [{ type: 'thinking', thinking: text, signature }];
  });
}

function toId(id: string): string {
  return id.replace(/[^a-zA-Z0-9_-]/g, '_') || 'call';
}
