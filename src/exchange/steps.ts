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
    const takeResult = resultsByCall(results);
    const ordered = calls.flatMap(({ id }) => takeResult(id) ?? []);
    if (ordered.length !== results.length) throw new CannotHoldError('a result does not follow its call');
    const isOpenEnd = index === steps.length - 1 && results.length === 0;
    if (ordered.length < calls.length && !isOpenEnd)
      throw new CannotHoldError('a call has no result before the next message');
    return { message, results: ordered };
  });
}

/** Gives the results of each id once and in their order: calls may share one. */
export function resultsByCall(results: readonly ToolMessage[]): (id: string) => ToolMessage | undefined {
  const waiting = new Map<string, ToolMessage[]>();
  for (const result of [...results].reverse()) {
    const same = waiting.get(result.tool_call_id);
    if (same === undefined) waiting.set(result.tool_call_id, [result]);
    else same.push(result);
  }
  return (id) => waiting.get(id)?.pop();
}
