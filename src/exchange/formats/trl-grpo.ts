import { CannotHoldError } from '../../errors/exchange-errors.js';
import type { Message } from '../../types/conversation.js';
import type { ConversationFormat } from '../exchange-format.js';
import { jsonText } from '../json-spacing.js';
import { losses } from '../losses.js';
import { portableNames } from '../tool-names.js';
import { toTrlMessages, toTrlTools } from '../trl-columns.js';

/**
 * Hugging Face TRL's GRPO: a request, and for reward functions the calls that served it. Tools are given to the trainer, so
 * they are a column only where `--tools` asks for it.
 */
export const trlGrpo: ConversationFormat = {
  name: 'trl-grpo',
  description: 'GRPOTrainer of Hugging Face TRL, the right calls as ground truth',
  holds: 'conversations',
  files: { kind: 'lines' },
  toolNames: portableNames,
  parallelCalls: 'kept',
  losses: [losses.id, losses.reasoning, losses.untrained, losses.rest, losses.tools],
  choices: ['arguments', 'tools', 'json-spacing', 'completions'],
  write({ messages, tools }, options) {
    const turns = turnsOf(messages);
    const [first] = turns;
    if (first === undefined) throw new CannotHoldError('no user asks for anything');
    const called = turns.filter(({ calls }) => calls.length > 0);
    if (called.length === 0 && messages.some(isUntrainedCall))
      throw new CannotHoldError('all its calls are not to be trained on, and none would be no truth');
    // Where nothing is to be called, that is the truth of the first request.
    const found = called.length === 0 ? [first] : called;
    const column = options.tools === null ? {} : { tools: toTrlTools(tools, options.tools) };
    return (options.completions === 'all' ? found : found.slice(0, 1)).map(({ prompt, calls }) => ({
      value: {
        prompt: toTrlMessages(prompt, options),
        ground_truth: jsonText(calls, options.spacing ?? 'compact'),
        ...column,
      },
    }));
  },
  read: null,
};

function isUntrainedCall(message: Message): boolean {
  return message.role === 'assistant' && message.weight === 0 && message.tool_calls !== undefined;
}

/** Each user message with all before it, and what was called until the next; calls not to be trained on are no truth. */
function turnsOf(messages: readonly Message[]) {
  return messages.flatMap((message, place) => {
    if (message.role !== 'user') return [];
    const next = messages.findIndex(({ role }, later) => later > place && role === 'user');
    const calls = messages.slice(place, next === -1 ? undefined : next).flatMap((each) => {
      if (each.role !== 'assistant' || each.weight === 0) return [];
      return (each.tool_calls ?? []).map(({ name, parameters }) => ({ name, arguments: parameters }));
    });
    return [{ prompt: messages.slice(0, place + 1), calls }];
  });
}
