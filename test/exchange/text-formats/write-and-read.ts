import type { Conversation } from '../../../src/exchange/conversation.js';
import type { ConversationFormat, Entry, WriteOptions } from '../../../src/exchange/exchange-format.js';
import { importFormatNamed } from '../../../src/exchange/import-formats.js';
import { splitParallelCalls } from '../../../src/exchange/split-parallel.js';
import { createToolNames, renameTools } from '../../../src/exchange/tool-names.js';
import type { Message } from '../../../src/types/conversation.js';
import type { JsonValue } from '../../../src/types/json.js';

export const defaults: WriteOptions = { arguments: null, tools: null, spacing: null };

/** As an export does it: names that the format takes, calls one after the other where it holds one a message. */
export function writeAs(
  format: ConversationFormat,
  conversation: Conversation,
  options: WriteOptions = defaults,
): readonly Entry[] {
  const { messages } = conversation;
  const split = format.parallelCalls === 'split' ? splitParallelCalls(messages) : messages;
  return format.write({ ...conversation, messages: split }, options);
}

export function valuesOf(entries: readonly Entry[]): JsonValue[] {
  return entries.map(({ value }) => value);
}

/** What comes back of what was written, by way of JSON. */
export function readBack(format: ConversationFormat, value: JsonValue, id: string): Conversation {
  if (format.read === null) throw new Error(`${format.name} cannot be read.`);
  return format.read(JSON.parse(JSON.stringify(value)) as JsonValue, id);
}

/** What the importer makes of the values of files that belong together, such as questions and answers. */
export async function readTogether(format: string, values: readonly JsonValue[]): Promise<Conversation[]> {
  const open = async function* () {
    for (const [index, value] of values.entries()) yield { line: index + 1, file: 'values.json', value };
  };
  const { read, isCompanion } = await importFormatNamed(format).open({ path: '/none.json', values: open });
  const own = values.filter((value) => isCompanion?.(value) !== true);
  return own.map((value) => {
    const { id, messages, tools } = read(value, 'fallback');
    return { id, messages, tools };
  });
}

export function withPortableNames(format: ConversationFormat, conversation: Conversation): Conversation {
  return renameTools(conversation, createToolNames(format.toolNames).exported);
}

/** Calls numbered in order, as readers of formats without ids do. */
export function withNumberedCalls(messages: readonly Message[]): Message[] {
  const numbers = new Map<string, string>();
  return messages.map((message) => {
    if (message.role === 'tool')
      return { ...message, tool_call_id: numbers.get(message.tool_call_id) ?? 'none' };
    if (message.role !== 'assistant' || message.tool_calls === undefined) return message;
    const calls = message.tool_calls.map((call) => {
      const id = `call_${numbers.size + 1}`;
      numbers.set(call.id, id);
      return { ...call, id };
    });
    return { ...message, tool_calls: calls };
  });
}
