import { CannotHoldError, UnreadableEntryError } from '../../errors/exchange-errors.js';
import { isJsonObject } from '../../json/is-json-object.js';
import { toChatMessages, toFunctionTools } from '../chat-messages.js';
import type { ConversationFormat } from '../exchange-format.js';
import { readChatMessages, readTools } from '../read-chat-messages.js';
import { portableNames } from '../tool-names.js';

/** Hugging Face TRL's SFT: arguments are objects, since most chat templates write strings of them twice. */
export const trlSft: ConversationFormat = {
  name: 'trl-sft',
  description: 'SFTTrainer of Hugging Face TRL, and Unsloth through it',
  holds: 'conversations',
  files: { kind: 'lines' },
  toolNames: portableNames,
  parallelCalls: 'kept',
  losses: ['the id of the conversation', 'reasoning'],
  write({ messages, tools }, options) {
    if (messages.some((message) => message.role === 'assistant' && message.weight === 0))
      throw new CannotHoldError('it has a message that is not to be trained on, which TRL has no mark for');
    const style = {
      arguments: options.arguments ?? 'object',
      spacing: options.spacing ?? 'python',
      ...{ emptyContent: true, namedResults: true, untrained: null },
    } as const;
    const list = toFunctionTools(tools);
    return [
      {
        value: {
          messages: toChatMessages(messages, style),
          tools: options.tools === 'string' ? JSON.stringify(list) : list,
        },
      },
    ];
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
