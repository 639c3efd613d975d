import { UnreadableEntryError } from '../../errors/exchange-errors.js';
import type { LabelledFormat } from '../exchange-format.js';
import { losses } from '../losses.js';
import { readChatMessages, readTools } from '../read-chat-messages.js';
import { readEntryObject, readOneAssistant } from '../read-entry.js';
import { serviceNames } from '../tool-names.js';
import { toTrlMessages, toTrlTools } from '../trl-columns.js';

/** Hugging Face TRL's KTO: one message, and whether it is wanted. */
export const trlKto: LabelledFormat = {
  name: 'trl-kto',
  description: 'KTOTrainer of Hugging Face TRL',
  holds: 'labelled',
  files: { kind: 'lines' },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  // The prompt is not trained on, marked or not.
  losses: [losses.id, losses.reasoning, losses.untrained],
  choices: ['arguments', 'tools', 'json-spacing', 'completions'],
  write({ context, tools, completion, label }, options) {
    return [
      {
        value: {
          prompt: toTrlMessages(context, options),
          completion: toTrlMessages([completion], options),
          label,
          tools: toTrlTools(tools, options.tools ?? 'string'),
        },
      },
    ];
  },
  read(value, id) {
    const entry = readEntryObject(value);
    if (typeof entry.label !== 'boolean') throw new UnreadableEntryError('/label', 'is not true or false');
    return {
      id,
      context: readChatMessages(entry.prompt, '/prompt'),
      tools: readTools(entry.tools, '/tools'),
      completion: readOneAssistant(entry.completion, '/completion'),
      label: entry.label,
    };
  },
};
