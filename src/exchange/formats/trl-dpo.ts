import type { PairFormat } from '../exchange-format.js';
import { losses } from '../losses.js';
import { readChatMessages, readTools } from '../read-chat-messages.js';
import { readEntryObject, readOneAssistant } from '../read-entry.js';
import { serviceNames } from '../tool-names.js';
import { toTrlMessages, toTrlTools } from '../trl-columns.js';

/** Hugging Face TRL's DPO: both sides are one message, since results of tools in them would be trained on. */
export const trlDpo: PairFormat = {
  name: 'trl-dpo',
  description: 'DPOTrainer of Hugging Face TRL',
  holds: 'pairs',
  files: { kind: 'lines' },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  // The prompt is not trained on, marked or not.
  losses: [losses.id, losses.reasoning, losses.untrained],
  choices: ['arguments', 'tools', 'json-spacing'],
  write({ context, tools, chosen, rejected }, options) {
    return [
      {
        value: {
          prompt: toTrlMessages(context, options),
          chosen: toTrlMessages([chosen], options),
          rejected: toTrlMessages([rejected], options),
          tools: toTrlTools(tools, options.tools ?? 'string'),
        },
      },
    ];
  },
  read(value, id) {
    const entry = readEntryObject(value);
    return {
      id,
      context: readChatMessages(entry.prompt, '/prompt'),
      tools: readTools(entry.tools, '/tools'),
      chosen: readOneAssistant(entry.chosen, '/chosen'),
      rejected: readOneAssistant(entry.rejected, '/rejected'),
    };
  },
};
