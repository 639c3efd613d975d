import { CannotHoldError } from '../errors/exchange-errors.js';
import type { Message } from '../types/conversation.js';

/** For trainers that learn from every assistant message. Throws `CannotHoldError` where one is not to be trained on. */
export function refuseUntrained(messages: readonly Message[], trainer: string): void {
  if (messages.some((message) => message.role === 'assistant' && message.weight === 0))
    throw new CannotHoldError(
      `it has a message that is not to be trained on, which ${trainer} has no mark for`,
    );
}
