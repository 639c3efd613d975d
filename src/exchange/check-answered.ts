import { CannotHoldError } from '../errors/exchange-errors.js';
import type { Message } from '../types/conversation.js';

/**
 * Whether each message of calls is followed by the results of all of them and by nothing else before, as providers ask; only
 * the last message may be of calls without results. Throws `CannotHoldError`.
 */
export function checkAnswered(messages: readonly Message[], order: 'any_order' | 'in_order'): void {
  let open: readonly string[] = [];
  for (const message of messages) {
    if (message.role === 'tool') {
      const place = open.indexOf(message.tool_call_id);
      if (place === -1) throw new CannotHoldError('a result does not follow its call');
      if (place > 0 && order === 'in_order')
        throw new CannotHoldError('results stand in another order than their calls');
      open = open.toSpliced(place, 1);
      continue;
    }
    if (open.length > 0) throw new CannotHoldError('a call has no result before the next message');
    open = message.role === 'assistant' ? (message.tool_calls ?? []).map(({ id }) => id) : [];
  }
  const isBegun = open.length > 0 && messages.at(-1)?.role === 'tool';
  if (isBegun) throw new CannotHoldError('a call has no result before the end');
}
