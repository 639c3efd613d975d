import type { Message, ToolCall } from '../../src/types/conversation.js';
import type { EndpointSemantics, RecordMetadata } from '../../src/types/dataset-record.js';
import type { JsonObject, JsonValue } from '../../src/types/json.js';
import type { Locale } from '../../src/types/plan-row.js';
import type {
  AnswerProvenance,
  ArgumentProvenance,
  Normalization,
  NormalizationName,
  Source,
} from '../../src/types/provenance.js';

/** Shorthand for hand-made records: spans are found by their words, counted in code points. */

export const user = (content: string): Message => ({ role: 'user', content });
export const system = (content: string): Message => ({ role: 'system', content });
export const says = (content: string): Message => ({ role: 'assistant', content });
export const calls = (content: string, ...toolCalls: ToolCall[]): Message => ({
  role: 'assistant',
  content,
  tool_calls: toolCalls,
});
export const call = (id: string, name: string, parameters: JsonObject): ToolCall => ({
  id,
  name,
  parameters,
});
export const answer = (to: ToolCall, output: JsonValue): Message => ({
  role: 'tool',
  name: to.name,
  tool_call_id: to.id,
  content: JSON.stringify(output),
});

export function by(name: NormalizationName, options?: Normalization['options']): Normalization {
  return options === undefined ? { name } : { name, options };
}

/** The span of `words` in user message `message`. */
export function fromUser(
  messages: readonly Message[],
  message: number,
  words: string,
  normalization?: Normalization,
): Source {
  const { start, end } = spanOf(messages, message, words);
  return { kind: 'user', message, start, end, ...(normalization === undefined ? {} : { normalization }) };
}

export function fromOutput(callId: string, pointer: string, normalization?: Normalization): Source {
  return { kind: 'output', call: callId, pointer, ...(normalization === undefined ? {} : { normalization }) };
}

export function argument(callId: string, pointer: string, source: Source): ArgumentProvenance {
  return { call: callId, pointer, source };
}

/** A claim on `words` in assistant message `message`, on their n-th occurrence there. */
export function tells(
  messages: readonly Message[],
  message: number,
  words: string,
  source: Source,
  occurrence = 1,
): AnswerProvenance {
  return { message, ...spanOf(messages, message, words, occurrence), source };
}

export function semantics(
  action: EndpointSemantics['action'],
  entity: string | null,
  more: Partial<EndpointSemantics> = {},
): EndpointSemantics {
  return {
    entity,
    action,
    response: 'declared',
    objects: [],
    id_parameter: null,
    filters: [],
    writes: [],
    counts: [],
    limit_parameter: null,
    irreversible: false,
    ...more,
  };
}

export function metadata(
  own: Omit<RecordMetadata, 'schema_version' | 'seed' | 'corpus_memory_enabled' | 'agents' | 'locale'> & {
    readonly locale?: Locale;
  },
): RecordMetadata {
  return {
    conversation_id: own.conversation_id,
    seed: 7,
    schema_version: '1.0.0',
    tool_ids_used: own.tool_ids_used,
    num_turns: own.num_turns,
    num_clarification_questions: own.num_clarification_questions,
    memory_grounding_rate: own.memory_grounding_rate,
    corpus_memory_enabled: true,
    pattern_type: own.pattern_type,
    sampling_mode: own.sampling_mode,
    domain: own.domain,
    endpoint_ids: own.endpoint_ids,
    num_tool_calls: own.num_tool_calls,
    num_distinct_tools: own.num_distinct_tools,
    difficulty: own.difficulty,
    ...(own.distractors === undefined ? {} : { distractors: own.distractors }),
    locale: own.locale ?? 'en',
    agents: {
      planner: 'offline',
      user: 'offline',
      assistant: 'offline',
      judge: 'offline',
      repair: 'offline',
    },
  };
}

function spanOf(
  messages: readonly Message[],
  message: number,
  words: string,
  occurrence = 1,
): { start: number; end: number } {
  const content = messages[message]?.content ?? '';
  let index = content.indexOf(words);
  for (let count = 1; count < occurrence && index >= 0; count += 1) index = content.indexOf(words, index + 1);
  if (index < 0) throw new Error(`Message ${message} does not say "${words}": ${content}`);
  const start = Array.from(content.slice(0, index)).length;
  return { start, end: start + Array.from(words).length };
}
