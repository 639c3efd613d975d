import { toChatMessages } from '../chat-messages.js';
import type { PairFormat } from '../exchange-format.js';
import { losses } from '../losses.js';
import { checkOpenAiRules, openAiStyle, openAiTools } from '../openai-rules.js';
import { readChatMessages, readTools } from '../read-chat-messages.js';
import { readEntryObject, readOneAssistant } from '../read-entry.js';
import { serviceNames } from '../tool-names.js';

/** OpenAI's preference fine-tuning, `FineTunePreferenceRequestInput`. */
export const openaiDpo: PairFormat = {
  name: 'openai-dpo',
  description: 'preference fine-tuning (DPO) of OpenAI',
  holds: 'pairs',
  files: { kind: 'lines' },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  // The context is not trained on, marked or not.
  losses: [losses.id, losses.reasoning, losses.untrained],
  choices: ['json-spacing'],
  write({ context, tools, chosen, rejected }, options) {
    const style = { ...openAiStyle(options), untrained: null };
    for (const message of [chosen, rejected]) checkOpenAiRules([...context, message], tools);
    return [
      {
        value: {
          input: { messages: toChatMessages(context, style), ...openAiTools(tools, options) },
          preferred_completion: toChatMessages([chosen], style),
          non_preferred_completion: toChatMessages([rejected], style),
        },
      },
    ];
  },
  read(value, id) {
    const { input, preferred_completion, non_preferred_completion } = readEntryObject(value);
    const prompt = readEntryObject(input, '/input');
    return {
      id,
      context: readChatMessages(prompt.messages, '/input/messages'),
      tools: readTools(prompt.tools, '/input/tools'),
      chosen: readOneAssistant(preferred_completion, '/preferred_completion'),
      rejected: readOneAssistant(non_preferred_completion, '/non_preferred_completion'),
    };
  },
};
