import type { JsonObject } from '../../types/json.js';
import { type ChatStyle, toChatMessages, toFunctionTools } from '../chat-messages.js';
import type { ConversationFormat } from '../exchange-format.js';
import { losses } from '../losses.js';
import { refuseUntrained } from '../refuse-untrained.js';
import { serviceNames } from '../tool-names.js';

/** The text that a model's own chat template makes of a conversation. */
export const chatTemplate: ConversationFormat = {
  name: 'chat-template',
  description: 'texts of any Jinja chat template, given with --template',
  holds: 'conversations',
  files: { kind: 'lines' },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  losses: [losses.id, 'reasoning that the template leaves out'],
  choices: ['arguments'],
  write({ messages, tools }, { template, arguments: given }) {
    refuseUntrained(messages, 'a text');
    if (template === undefined) throw new Error('chat-template is written without a template.');
    const style: ChatStyle = {
      ...{ spacing: 'python', arguments: given ?? 'object' },
      ...{ emptyContent: true, namedResults: true, untrained: null },
      // Under the name that most templates have for it.
      reasoningKey: 'reasoning_content',
    };
    const said = toChatMessages(messages, style);
    const offered = tools.length === 0 ? null : (toFunctionTools(tools) as JsonObject[]);
    return [{ value: { text: template.render({ messages: said, tools: offered }) } }];
  },
  read: null,
};
