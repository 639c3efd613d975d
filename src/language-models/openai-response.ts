import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject } from '../types/json.js';
import type { LanguageModelResponse, ModelToolCall } from '../types/language-model.js';
import { refuse, requireTokens, textOf } from './response-parts.js';
import type { WireNames } from './wire-names.js';

const finishReasons = new Map<unknown, LanguageModelResponse['stopReason']>([
  ['stop', 'end'],
  ['tool_calls', 'tool_use'],
  ['function_call', 'tool_use'],
  ['length', 'max_tokens'],
  ['content_filter', 'refusal'],
]);

/** A chat completion. Throws `ModelCallError` where it is none. */
export function readOpenAiCompletion(completion: unknown, names: WireNames): LanguageModelResponse {
  if (!isJsonObject(completion)) throw refuse('the answer is no completion');
  if (isJsonObject(completion.error) || typeof completion.error === 'string')
    throw refuse('the answer is an error', completion.error);
  const choice: unknown = Array.isArray(completion.choices) ? completion.choices[0] : undefined;
  if (!isJsonObject(choice) || !isJsonObject(choice.message)) throw refuse('the answer is no completion');
  if (typeof completion.model !== 'string') throw refuse('the answer names no model');
  const { message } = choice;
  const declined = typeof message.refusal === 'string' && message.refusal !== '';
  const finished = declined ? 'refusal' : finishReasons.get(choice.finish_reason);
  if (finished === undefined) throw refuse('the answer ended for an unknown reason', choice.finish_reason);
  const toolCalls = readCalls(message.tool_calls, names);
  if (finished === 'tool_use' && toolCalls.length === 0)
    throw refuse('the answer calls a tool and says not which');
  const { text, thought } = partReasoning(readText(message.content));
  const reasoning = [message.reasoning_content ?? message.reasoning, thought].filter(
    (part): part is string => typeof part === 'string' && part !== '',
  );
  return {
    text: declined && text === '' ? textOf(message.refusal) : text,
    reasoning: reasoning.map((part) => ({ text: part })),
    toolCalls: finished === 'max_tokens' || finished === 'refusal' ? [] : toolCalls,
    // A forced call ends with `stop`.
    stopReason: finished === 'end' && toolCalls.length > 0 ? 'tool_use' : finished,
    usage: readUsage(completion.usage),
    model: completion.model,
  };
}

/** Texts come as a string, as parts, or not at all. */
function readText(content: unknown): string {
  if (content === null || content === undefined) return '';
  if (!Array.isArray(content)) return textOf(content);
  return content
    .map((part: unknown) => (isJsonObject(part) && part.type === 'text' ? textOf(part.text) : ''))
    .join('');
}

/** Servers that know nothing of a model's reasoning leave it at the start of the text. */
function partReasoning(text: string): { text: string; thought: string | null } {
  const end = text.indexOf('</think>');
  if (!text.trimStart().startsWith('<think>') || end < 0) return { text, thought: null };
  return {
    text: text.slice(end + '</think>'.length).trimStart(),
    thought: text.slice(text.indexOf('<think>') + '<think>'.length, end).trim(),
  };
}

function readCalls(calls: unknown, names: WireNames): readonly ModelToolCall[] {
  if (calls === null || calls === undefined) return [];
  if (!Array.isArray(calls)) throw refuse('the tool calls are no list');
  return calls.map((call: unknown, index) => {
    if (!isJsonObject(call) || !isJsonObject(call.function) || typeof call.function.name !== 'string')
      throw refuse('a tool call has no name');
    const id = typeof call.id === 'string' && call.id !== '' ? call.id : `call_${index}`;
    return { id, ...names.fromWire(call.function.name, readArguments(call.function.arguments)) };
  });
}

/** Null where the text is no JSON object. No text at all stands for no arguments. */
function readArguments(written: unknown): JsonObject | null {
  if (isJsonObject(written)) return written as JsonObject;
  if (written === undefined || written === null) return {};
  if (typeof written !== 'string') return null;
  if (written.trim() === '') return {};
  try {
    const parsed: unknown = JSON.parse(written);
    return isJsonObject(parsed) ? (parsed as JsonObject) : null;
  } catch {
    return null;
  }
}

function readUsage(usage: unknown): LanguageModelResponse['usage'] {
  const counted = isJsonObject(usage) ? usage : {};
  const details = isJsonObject(counted.prompt_tokens_details) ? counted.prompt_tokens_details : {};
  const prompt = requireTokens(counted.prompt_tokens);
  const cacheRead = Math.min(requireTokens(details.cached_tokens ?? 0), prompt);
  return {
    input: prompt - cacheRead,
    output: requireTokens(counted.completion_tokens),
    cacheRead,
    cacheWrite: 0,
  };
}
