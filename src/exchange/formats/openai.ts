import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import { toChatMessages, toFunctionTools } from '../chat-messages.js';
import type { ConversationFormat } from '../exchange-format.js';
import { readChatMessages, readTools } from '../read-chat-messages.js';
import { portableNames } from '../tool-names.js';

/** OpenAI's chat fine-tuning, `FineTuneChatRequestInput`: arguments are JSON text. */
export const openai: ConversationFormat = {
  name: 'openai',
  description: 'chat fine-tuning of OpenAI, and whoever reads its messages',
  holds: 'conversations',
  files: { kind: 'lines' },
  toolNames: portableNames,
  parallelCalls: 'kept',
  losses: ['the id of the conversation', 'reasoning'],
  write({ messages, tools }, options) {
    const style = {
      arguments: options.arguments ?? 'string',
      spacing: options.spacing ?? 'python',
      ...{ emptyContent: false, namedResults: false, untrained: { weight: 0 } },
    } as const;
    const offered = tools.length === 0 ? {} : { tools: toFunctionTools(tools), parallel_tool_calls: true };
    return [{ value: { messages: toChatMessages(messages, style), ...offered } }];
  },
  read(value, id) {
    if (!isJsonObject(value)) throw new UnreadableEntryError('', 'is no object');
    return {
      id,
      messages: readChatMessages(value.messages, '/messages'),
      tools: readTools(value.tools, '/tools'),
    };
  },
};
