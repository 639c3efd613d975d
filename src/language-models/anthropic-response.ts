import { ModelCallError } from '../errors/model-call-error.js';
import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject } from '../types/json.js';
import type { LanguageModelResponse, ModelToolCall, ReasoningPart } from '../types/language-model.js';
import { redactedMark } from './anthropic-request.js';
import { type Fields, refuse, requireTokens, textOf } from './response-parts.js';
import type { WireNames } from './wire-names.js';

const stopReasons = new Map<unknown, LanguageModelResponse['stopReason']>([
  ['end_turn', 'end'],
  ['stop_sequence', 'end'],
  ['tool_use', 'tool_use'],
  ['max_tokens', 'max_tokens'],
  ['refusal', 'refusal'],
]);

/** A message of the Messages API, live or out of a batch. Throws `ModelCallError` where it is none. */
export function readAnthropicMessage(message: unknown, names: WireNames): LanguageModelResponse {
  if (!isJsonObject(message)) throw refuse('the answer is no message');
  if (message.type === 'error' || message.error !== undefined)
    throw refuse('the answer is an error', message.error);
  if (message.type !== 'message' || !Array.isArray(message.content)) throw refuse('the answer is no message');
  if (typeof message.model !== 'string') throw refuse('the answer names no model');
  if (message.stop_reason === 'model_context_window_exceeded')
    throw new ModelCallError('invalid_request', 'the conversation no longer fits the context of the model');
  const stopReason = stopReasons.get(message.stop_reason);
  if (stopReason === undefined) throw refuse('the answer ended for an unknown reason', message.stop_reason);
  const usage = isJsonObject(message.usage) ? message.usage : {};
  const content = readContent(message.content, names);
  const calls = content.toolCalls.length > 0;
  if (stopReason === 'tool_use' && !calls) throw refuse('the answer calls a tool and says not which');
  return {
    text: content.text,
    reasoning: content.reasoning,
    // A call that was cut off reads like one without arguments.
    toolCalls: stopReason === 'max_tokens' || stopReason === 'refusal' ? [] : content.toolCalls,
    stopReason: stopReason === 'end' && calls ? 'tool_use' : stopReason,
    usage: {
      input: requireTokens(usage.input_tokens),
      output: requireTokens(usage.output_tokens),
      cacheRead: requireTokens(usage.cache_read_input_tokens ?? 0),
      cacheWrite: requireTokens(usage.cache_creation_input_tokens ?? 0),
    },
    model: message.model,
  };
}

function readContent(blocks: readonly unknown[], names: WireNames) {
  const texts: string[] = [];
  const reasoning: ReasoningPart[] = [];
  const toolCalls: ModelToolCall[] = [];
  for (const block of blocks) {
    if (!isJsonObject(block)) throw refuse('a part of the answer is no block');
    if (block.type === 'text') texts.push(textOf(block.text));
    else if (block.type === 'thinking')
      reasoning.push({
        text: textOf(block.thinking),
        ...(typeof block.signature === 'string' ? { signature: block.signature } : {}),
      });
    else if (block.type === 'redacted_thinking')
      reasoning.push({ text: '', signature: `${redactedMark}${textOf(block.data)}` });
    else if (block.type === 'tool_use') toolCalls.push(readCall(block, toolCalls.length, names));
    else throw refuse('the answer holds a block of an unknown kind', block.type);
  }
  return { text: texts.join(''), reasoning, toolCalls };
}

function readCall({ id, name, input }: Fields, index: number, names: WireNames): ModelToolCall {
  if (typeof name !== 'string') throw refuse('a tool call has no name');
  const parameters = isJsonObject(input) ? (input as JsonObject) : null;
  return {
    id: typeof id === 'string' && id !== '' ? id : `call_${index}`,
    ...names.fromWire(name, parameters),
  };
}
