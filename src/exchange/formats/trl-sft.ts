import type { ConversationFormat } from '../exchange-format.js';
import { losses } from '../losses.js';
import { readChatMessages, readTools } from '../read-chat-messages.js';
import { readEntryObject } from '../read-entry.js';
import { refuseUntrained } from '../refuse-untrained.js';
import { serviceNames } from '../tool-names.js';
import { toTrlMessages, toTrlTools } from '../trl-columns.js';

/** Hugging Face TRL's SFT. */
export const trlSft: ConversationFormat = {
  name: 'trl-sft',
  description: 'SFTTrainer of Hugging Face TRL, and Unsloth through it',
  holds: 'conversations',
  files: { kind: 'lines' },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  losses: [losses.id, losses.reasoning],
  choices: ['arguments', 'tools', 'json-spacing'],
  write({ messages, tools }, options) {
    refuseUntrained(messages, 'TRL');
    return [
      {
        value: {
          messages: toTrlMessages(messages, options),
          tools: toTrlTools(tools, options.tools ?? 'list'),
        },
      },
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
