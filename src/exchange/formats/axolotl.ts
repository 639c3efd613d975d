import type { ToolDefinition } from '../../types/conversation.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import { toChatMessages } from '../chat-messages.js';
import type { ConversationFormat, WriteOptions } from '../exchange-format.js';
import { jsonText } from '../json-spacing.js';
import { losses } from '../losses.js';
import { readChatMessages, readTools } from '../read-chat-messages.js';
import { readEntryObject } from '../read-entry.js';
import { serviceNames } from '../tool-names.js';

/**
 * Axolotl's `chat_template` datasets. Arguments and schemas are JSON text, so that arguments of one name and several types
 * load; the loader parses both, so that their spaces do not matter.
 */
export const axolotl: ConversationFormat = {
  name: 'axolotl',
  description: 'Axolotl, type chat_template',
  holds: 'conversations',
  files: { kind: 'lines' },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  losses: [losses.id],
  choices: ['arguments', 'tools', 'json-spacing'],
  write({ messages, tools }, options) {
    const style = {
      arguments: options.arguments ?? 'string',
      spacing: options.spacing ?? 'compact',
      ...{ emptyContent: true, namedResults: true, untrained: { weight: 0 } },
      reasoningKey: 'reasoning_content',
    } as const;
    return [{ value: { messages: toChatMessages(messages, style), tools: toTools(tools, options) } }];
  },
  read(value, id) {
    const entry = readEntryObject(value);
    return {
      id,
      messages: readChatMessages(entry.messages, '/messages'),
      tools: readTools(entry.tools, '/tools'),
    };
  },
};

function toTools(tools: readonly ToolDefinition[], options: WriteOptions): JsonValue {
  const list = tools.map(({ name, description, parameters }) => {
    const schema = parameters as JsonObject;
    const written = options.arguments === 'object' ? schema : jsonText(schema, options.spacing ?? 'compact');
    return { type: 'function', function: { name, description, parameters: written } };
  });
  return options.tools === 'string' ? JSON.stringify(list) : list;
}
