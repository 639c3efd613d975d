import { CannotHoldError } from '../../errors/exchange-errors.js';
import { completionsOf } from '../completions.js';
import type { ConversationFormat } from '../exchange-format.js';
import { losses } from '../losses.js';
import { readChatMessages, readTools } from '../read-chat-messages.js';
import { readEntryObject, readOneAssistant } from '../read-entry.js';
import { serviceNames } from '../tool-names.js';
import { toTrlMessages, toTrlTools } from '../trl-columns.js';

/** Hugging Face TRL's SFT on completions only: the last answer that a user got, or each message of the assistant. */
export const trlPromptCompletion: ConversationFormat = {
  name: 'trl-prompt-completion',
  description: 'SFTTrainer of Hugging Face TRL, loss on one message of the assistant',
  holds: 'conversations',
  files: { kind: 'lines' },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  losses: [losses.id, losses.reasoning, losses.untrained, losses.rest],
  choices: ['arguments', 'tools', 'json-spacing', 'completions'],
  write({ messages, tools }, options) {
    const found = completionsOf(messages, options.completions ?? 'one');
    if (found.length === 0) throw new CannotHoldError('it has no assistant message to train on');
    return found.map(({ context, completion }) => ({
      value: {
        prompt: toTrlMessages(context, options),
        completion: toTrlMessages([completion], options),
        tools: toTrlTools(tools, options.tools ?? 'string'),
      },
    }));
  },
  read(value, id) {
    const entry = readEntryObject(value);
    const prompt = readChatMessages(entry.prompt, '/prompt');
    return {
      id,
      messages: [...prompt, readOneAssistant(entry.completion, '/completion')],
      tools: readTools(entry.tools, '/tools'),
    };
  },
};
