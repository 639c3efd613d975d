import type { AssistantMessage, Message } from '../../types/conversation.js';
import type { PreferencePair } from '../conversation.js';
import { isSameMessage } from './same-message.js';

export type Difference = Pick<PreferencePair, 'context' | 'chosen' | 'rejected'>;

/**
 * The first message of the assistant in which the preferred conversation differs from the other, after all that stands before
 * it in the preferred one; or why there is none.
 */
export function firstDifference(
  preferred: readonly Message[],
  other: readonly Message[],
): Difference | string {
  const others = other.filter((message) => message.role === 'assistant');
  let count = 0;
  for (const [place, message] of preferred.entries()) {
    if (message.role !== 'assistant') continue;
    const rejected = others[count];
    count += 1;
    if (rejected === undefined) break;
    if (!isSameMessage(message, rejected)) return toDifference(preferred.slice(0, place), message, rejected);
  }
  return count === others.length
    ? 'the assistant says and calls the same in both conversations'
    : 'one of both conversations ends before the assistant says or calls anything else';
}

/** The same where both share all that stands before: neither a user nor a tool may have said anything else. */
export function firstSharedDifference(
  preferred: readonly Message[],
  other: readonly Message[],
): Difference | string {
  for (const [place, message] of preferred.entries()) {
    const rejected = other[place];
    if (rejected === undefined) break;
    if (isSameMessage(message, rejected)) continue;
    return message.role === 'assistant' && rejected.role === 'assistant'
      ? toDifference(preferred.slice(0, place), message, rejected)
      : 'somebody else than the assistant is the first to say something else';
  }
  return preferred.length === other.length
    ? 'both conversations are the same'
    : 'one of both conversations ends before they differ';
}

function toDifference(
  context: readonly Message[],
  chosen: AssistantMessage,
  rejected: AssistantMessage,
): Difference | string {
  return chosen.weight === 0
    ? 'the message to be preferred is not to be trained on'
    : { context, chosen, rejected };
}
