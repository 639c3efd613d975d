import { toPlainTools } from '../chat-messages.js';
import type { ConversationFormat } from '../exchange-format.js';
import { jsonText } from '../json-spacing.js';
import { toAlternatingSteps } from '../llamafactory-rules.js';
import { losses } from '../losses.js';
import { readShareGptEntry, toShareGptTurns } from '../share-gpt-turns.js';
import { serviceNames } from '../tool-names.js';

/** LLaMA-Factory's `sharegpt` formatting, with its entry of `dataset_info.json`. */
export const llamafactory: ConversationFormat = {
  name: 'llamafactory',
  description: 'LLaMA-Factory, sharegpt formatting, with dataset_info.json',
  holds: 'conversations',
  files: {
    kind: 'array',
    catalog: {
      file: 'dataset_info.json',
      key: 'datagen_sharegpt',
      entry: (outputName) => ({
        file_name: outputName,
        formatting: 'sharegpt',
        columns: { messages: 'conversations', system: 'system', tools: 'tools' },
      }),
    },
  },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  losses: [losses.id, losses.reasoning, losses.callIds, losses.wordsBesideCalls, losses.plainResults],
  choices: ['json-spacing'],
  write({ messages, tools }, options) {
    const spacing = options.spacing ?? 'compact';
    const { system, steps } = toAlternatingSteps(messages);
    // Both columns stand in every row: LLaMA-Factory reads them without asking whether they are there.
    return [
      {
        value: {
          conversations: toShareGptTurns(steps, spacing),
          system: system ?? '',
          tools: tools.length === 0 ? '' : jsonText(toPlainTools(tools), spacing),
        },
      },
    ];
  },
  read: readShareGptEntry,
};
