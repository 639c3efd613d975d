import type {
  AssistantMessage,
  Message,
  ToolCall,
  ToolDefinition,
  ToolMessage,
} from '../../types/conversation.js';
import type { DatasetRecord } from '../../types/dataset-record.js';
import type { JsonPrimitive, JsonValue } from '../../types/json.js';

/** The record with other messages; calls and outputs are read off them again. */
export function withMessages(record: DatasetRecord, messages: readonly Message[]): DatasetRecord {
  return {
    ...record,
    messages,
    tool_calls: messages.flatMap((message) =>
      message.role === 'assistant' ? (message.tool_calls ?? []) : [],
    ),
    tool_outputs: messages
      .filter((message): message is ToolMessage => message.role === 'tool')
      .map(({ tool_call_id: id, name, content }) => ({ id, name, output: parse(content) })),
  };
}

/** The record with the text of one message put through `change`; null where that changes nothing. */
export function withText(
  record: DatasetRecord,
  at: number,
  change: (text: string) => string | null,
): DatasetRecord | null {
  const message = record.messages[at];
  if (message === undefined) return null;
  const content = change(message.content);
  if (content === null || content === message.content) return null;
  return withMessages(record, record.messages.with(at, { ...message, content }));
}

/** The record with messages put in front of the one at `at`. */
export function withInserted(record: DatasetRecord, at: number, messages: readonly Message[]): DatasetRecord {
  return withMessages(record, [...record.messages.slice(0, at), ...messages, ...record.messages.slice(at)]);
}

export type MadeCall = {
  readonly call: ToolCall;
  /** Index of the message that makes it. */
  readonly at: number;
  /** Index of the message with its result. */
  readonly resultAt: number;
  readonly output: JsonValue;
  readonly failed: boolean;
  readonly definition: ToolDefinition | undefined;
};

/** The calls that have a result, in order. */
export function madeCalls(record: DatasetRecord): MadeCall[] {
  return record.messages.flatMap((message, at) =>
    message.role !== 'assistant'
      ? []
      : (message.tool_calls ?? []).flatMap((call) => {
          const resultAt = record.messages.findIndex(
            (other) => other.role === 'tool' && other.tool_call_id === call.id,
          );
          if (resultAt === -1) return [];
          const output = parse(record.messages[resultAt]?.content ?? '');
          const failed = typeof output === 'object' && output !== null && 'error' in output;
          const definition = record.tools.find(({ name }) => name === call.name);
          return [{ call, at, resultAt, output, failed, definition }];
        }),
  );
}

/** The record with one call changed, and its result with it where that is asked for. */
export function withCall(
  record: DatasetRecord,
  made: MadeCall,
  call: ToolCall,
  result?: (content: string) => string,
): DatasetRecord {
  const messages = record.messages.map((message, at): Message => {
    if (at === made.at && message.role === 'assistant')
      return {
        ...message,
        tool_calls: (message.tool_calls ?? []).map((old) => (old.id === made.call.id ? call : old)),
      };
    if (at !== made.resultAt || message.role !== 'tool') return message;
    const content = result === undefined ? message.content : result(message.content);
    return { ...message, name: call.name, content };
  });
  return withMessages(record, messages);
}

/** Index of the last text that tells results: the assistant's last one right after a tool message that asks nothing. */
export function lastAnswer(record: DatasetRecord): number | null {
  const at = record.messages.findLastIndex(
    (message, index) =>
      isText(message) && record.messages[index - 1]?.role === 'tool' && !/[?？]/.test(message.content),
  );
  return at === -1 ? null : at;
}

/** The calls whose results stand between the user message before `at` and `at`. */
export function callsBefore(record: DatasetRecord, at: number): MadeCall[] {
  const asked = record.messages.findLastIndex((message, index) => index < at && message.role === 'user');
  return madeCalls(record).filter((made) => made.at > asked && made.resultAt < at);
}

export function isText(message: Message | undefined): message is AssistantMessage {
  return message?.role === 'assistant' && (message.tool_calls ?? []).length === 0;
}

export type Scalar = { readonly name: string; readonly value: JsonPrimitive };

/** The scalars of a result with the names of their fields; at most 2,000. */
export function scalars(output: JsonValue, name = '', found: Scalar[] = [], depth = 0): Scalar[] {
  if (found.length >= 2000 || depth > 20) return found;
  if (Array.isArray(output)) for (const member of output) scalars(member, name, found, depth + 1);
  else if (typeof output === 'object' && output !== null)
    for (const [key, member] of Object.entries(output)) scalars(member as JsonValue, key, found, depth + 1);
  else found.push({ name, value: output as JsonPrimitive });
  return found;
}

/** All that was said and shown before a message, as it stands in the record. */
export function textBefore(record: DatasetRecord, at: number): string {
  return record.messages
    .slice(0, at)
    .map((message) => message.content)
    .join('\n');
}

/** Sentences and lines of a text, with what separates them. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?]["”]?\s)(?=[A-ZÀ-Þ"“])|(?<=[。！？])|(?<=\n)/)
    .filter((part) => part.trim() !== '');
}

/** A new call's id of the usual nine characters, from an old one. */
export function freshId(id: string): string {
  return `${id.slice(0, 7)}Zq`;
}

function parse(content: string): JsonValue {
  try {
    return JSON.parse(content) as JsonValue;
  } catch {
    return content;
  }
}
