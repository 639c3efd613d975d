import { type ChatStyle, toChatMessages, toFunctionTools } from '../chat-messages.js';
import type { ConversationFormat } from '../exchange-format.js';
import { jsonText } from '../json-spacing.js';
import { toAlternatingSteps } from '../llamafactory-rules.js';
import { losses } from '../losses.js';
import { readChatMessages, readTools } from '../read-chat-messages.js';
import { readEntryObject } from '../read-entry.js';
import { serviceNames } from '../tool-names.js';

/** LLaMA-Factory's `openai` formatting: arguments are objects, since it writes strings of them twice. */
export const llamafactoryOpenai: ConversationFormat = {
  name: 'llamafactory-openai',
  description: 'LLaMA-Factory, openai formatting, with dataset_info.json',
  holds: 'conversations',
  files: {
    kind: 'lines',
    catalog: {
      file: 'dataset_info.json',
      key: 'datagen_openai',
      entry: (outputName) => ({
        file_name: outputName,
        formatting: 'openai',
        columns: { messages: 'messages', tools: 'tools' },
        // A tag that is missing would be none, so that all seven are named.
        tags: {
          role_tag: 'role',
          content_tag: 'content',
          user_tag: 'user',
          assistant_tag: 'assistant',
          observation_tag: 'tool',
          function_tag: 'function_call',
          system_tag: 'system',
        },
      }),
    },
  },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  losses: [losses.id, losses.reasoning, losses.wordsBesideCalls],
  choices: ['json-spacing'],
  write({ messages, tools }, options) {
    const { system, steps } = toAlternatingSteps(messages);
    const said = steps.flatMap(({ message, results }) => [message, ...results]);
    const style: ChatStyle = {
      ...{ arguments: 'object', spacing: 'compact' },
      ...{ emptyContent: true, namedResults: false, untrained: null },
    };
    const start = system === null ? [] : [{ role: 'system', content: system }];
    return [
      {
        value: {
          messages: [...start, ...toChatMessages(said, style)],
          tools: tools.length === 0 ? '' : jsonText(toFunctionTools(tools), options.spacing ?? 'compact'),
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
