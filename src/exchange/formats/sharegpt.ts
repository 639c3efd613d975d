import { CannotHoldError } from '../../errors/exchange-errors.js';
import { toPlainTools } from '../chat-messages.js';
import type { ConversationFormat } from '../exchange-format.js';
import { jsonText } from '../json-spacing.js';
import { losses } from '../losses.js';
import { refuseUntrained } from '../refuse-untrained.js';
import { readShareGptEntry, toShareGptTurns } from '../share-gpt-turns.js';
import { type Step, toSteps } from '../steps.js';
import { serviceNames } from '../tool-names.js';

/** ShareGPT with the roles of LLaMA-Factory for calls and results, the system message as a turn, and an id. */
export const sharegpt: ConversationFormat = {
  name: 'sharegpt',
  description: 'ShareGPT lines: from and value, with function_call and observation',
  holds: 'conversations',
  files: { kind: 'lines' },
  toolNames: serviceNames,
  parallelCalls: 'kept',
  losses: [losses.reasoning, losses.callIds, losses.plainResults],
  choices: ['json-spacing'],
  write({ id, messages, tools }, options) {
    refuseUntrained(messages, 'ShareGPT');
    const spacing = options.spacing ?? 'compact';
    const steps = toSteps(messages);
    refuseSeam(steps);
    const conversations = toShareGptTurns(steps, spacing);
    return [{ value: { id, conversations, tools: jsonText(toPlainTools(tools), spacing) } }];
  },
  read: readShareGptEntry,
};

/** Words, and calls in a message of their own, would read as words beside calls. */
function refuseSeam(steps: readonly Step[]): void {
  steps.forEach(({ message }, index) => {
    const next = steps[index + 1]?.message;
    const isSeam =
      message.role === 'assistant' &&
      message.tool_calls === undefined &&
      next?.role === 'assistant' &&
      next.tool_calls !== undefined &&
      next.content === '';
    if (isSeam) throw new CannotHoldError('words of the assistant and its calls are two messages in a row');
  });
}
