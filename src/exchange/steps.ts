import { CannotHoldError } from '../errors/exchange-errors.js';
import type { Message, ToolMessage } from '../types/conversation.js';

/** One message and, where it makes calls, their results in the order of the calls. */
export type Step = {
  readonly message: Exclude<Message, ToolMessage>;
  readonly results: readonly ToolMessage[];
};

/**
 * Messages with results beside the calls that they answer, for formats that pair them by order. Only the last message may make
 * calls that have no result. Throws `CannotHoldError`.
 */
export function toSteps(messages: readonly Message[]): Step[] {
  const steps: { message: Step['message']; results: ToolMessage[] }[] = [];
  for (const message of messages) {
    if (message.role !== 'tool') steps.push({ message, results: [] });
    else if (steps.length > 0) steps.at(-1)?.results.push(message);
    else throw new CannotHoldError('it begins with a result');
  }
  return steps.map(({ message, results }, index) => {
    const calls = message.role === 'assistant' ? (message.tool_calls ?? []) : [];
    const byCall = new Map(results.map((result) => [result.tool_call_id, result]));
    const ordered = calls.flatMap(({ id }) => byCall.get(id) ?? []);
    if (ordered.length !== results.length) throw new CannotHoldError('a result does not follow its call');
    const isOpenEnd = index === steps.length - 1 && results.length === 0;
    if (ordered.length < calls.length && !isOpenEnd)
      throw new CannotHoldError('a call has no result before the next message');
    return { message, results: ordered };
  });
}
