import { CannotHoldError } from '../../errors/exchange-errors.js';
import { toChatMessages } from '../chat-messages.js';
import type { ConversationFormat } from '../exchange-format.js';
import { losses } from '../losses.js';
import { checkOpenAiRules, openAiStyle, openAiTools } from '../openai-rules.js';
import { readChatMessages, readTools } from '../read-chat-messages.js';
import { readEntryObject } from '../read-entry.js';
import { serviceNames } from '../tool-names.js';

/** OpenAI's chat fine-tuning, `FineTuneChatRequestInput`: arguments are JSON text. */
export const openai: ConversationFormat = {
  name: 'openai',
  description: 'chat fine-tuning of OpenAI, and whoever reads its messages',
  holds: 'conversations',
  files: { kind: 'lines' },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  losses: [losses.id, losses.reasoning],
  choices: ['json-spacing'],
  write({ messages, tools }, options) {
    checkOpenAiRules(messages, tools);
    if (!messages.some((message) => message.role === 'assistant' && message.weight !== 0))
      throw new CannotHoldError('it has no assistant message to train on');
    return [
      { value: { messages: toChatMessages(messages, openAiStyle(options)), ...openAiTools(tools, options) } },
    ];
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
