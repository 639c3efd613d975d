import { CannotHoldError, UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import type { AssistantMessage, Message } from '../../types/conversation.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import { toFunctionTools } from '../chat-messages.js';
import { checkAnswered } from '../check-answered.js';
import type { ConversationFormat, WriteOptions } from '../exchange-format.js';
import { jsonText } from '../json-spacing.js';
import { losses } from '../losses.js';
import { readChatMessages, readTools } from '../read-chat-messages.js';
import { readEntryObject } from '../read-entry.js';
import { serviceNames } from '../tool-names.js';
import { parseForeignJson } from '../values/foreign-json.js';

/**
 * ms-swift's agent format: calls and results are messages of their own, told apart by their order alone, and what is said
 * beside calls stands before them. The agent's template parses the texts, so that their spaces do not matter.
 */
export const msSwift: ConversationFormat = {
  name: 'ms-swift',
  description: 'ms-swift, its agent format',
  holds: 'conversations',
  files: { kind: 'lines' },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  losses: [losses.id, losses.reasoning, losses.callIds],
  choices: ['tools', 'json-spacing'],
  write({ messages, tools }, options) {
    checkAnswered(messages, 'in_order');
    refuseRunsOfAssistant(messages);
    const list = toFunctionTools(tools);
    return [
      {
        value: {
          tools: options.tools === 'list' ? list : JSON.stringify(list),
          messages: messages.flatMap((message) => toSwiftMessages(message, options)),
        },
      },
    ];
  },
  read(value, id) {
    const entry = readEntryObject(value);
    return {
      id,
      messages: readChatMessages(toChatEntries(entry.messages), '/messages'),
      tools: readTools(entry.tools, '/tools'),
    };
  },
};

/** Messages of the assistant in a row are one to ms-swift. */
function refuseRunsOfAssistant(messages: readonly Message[]): void {
  const isRun = messages.some(
    ({ role }, place) => role === 'assistant' && messages[place + 1]?.role === 'assistant',
  );
  if (isRun) throw new CannotHoldError('two messages of the assistant follow each other');
}

function toSwiftMessages(message: Message, options: WriteOptions): JsonObject[] {
  if (message.role === 'tool') return [{ role: 'tool_response', content: message.content }];
  if (message.role !== 'assistant') return [{ role: message.role, content: message.content }];
  return toAssistantMessages(message, options).map((each) => ({
    ...each,
    ...(message.weight === 0 ? { loss: false } : {}),
  }));
}

function toAssistantMessages(
  { content, tool_calls: calls = [] }: AssistantMessage,
  { spacing }: WriteOptions,
): JsonObject[] {
  const said = content === '' && calls.length > 0 ? [] : [{ role: 'assistant', content }];
  const called = calls.map(({ name, parameters }) => ({
    role: 'tool_call',
    content: jsonText({ name, arguments: parameters }, spacing ?? 'compact'),
  }));
  return [...said, ...called];
}

/** The same with calls in the message that makes them; messages in OpenAI's shape, which ms-swift takes as well, stay. */
function toChatEntries(list: JsonValue | undefined): JsonValue {
  if (!Array.isArray(list)) throw new UnreadableEntryError('/messages', 'is no list of messages');
  const entries: JsonValue[] = [];
  let open: JsonValue[] | null = null;
  for (const [place, entry] of (list as readonly JsonValue[]).entries()) {
    const role = isJsonObject(entry) ? entry.role : null;
    if (!isJsonObject(entry) || role !== 'tool_call') {
      open = null;
      entries.push(isJsonObject(entry) && role === 'tool_response' ? { ...entry, role: 'tool' } : entry);
      continue;
    }
    const call = readCall(entry.content, `/messages/${place}/content`);
    if (open === null) {
      open = [];
      const before = entries.at(-1);
      const isSaid = isJsonObject(before) && before.role === 'assistant' && before.tool_calls === undefined;
      const said = isSaid ? (entries.pop() as JsonObject) : { role: 'assistant', content: '' };
      const mark = entry.loss === undefined ? {} : { loss: entry.loss };
      entries.push({ ...said, ...mark, tool_calls: open });
    }
    open.push(call);
  }
  return entries;
}

function readCall(content: JsonValue | undefined, place: string): JsonObject {
  const call = typeof content === 'string' ? parseForeignJson(content, place) : content;
  if (isJsonObject(call)) return call;
  throw new UnreadableEntryError(place, 'is no call');
}
