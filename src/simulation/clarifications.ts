import { asks } from '../language/asks.js';
import { sourcesIn } from '../provenance/sources-in.js';
import type { ConversationState } from './conversation-state.js';

/** Indexes of the questions whose answer some argument takes a value from; requests of new goals are no answers. */
export function clarifications(state: ConversationState): number[] {
  const used = new Set(
    state.argumentSources.flatMap(({ source }) =>
      sourcesIn(source).flatMap((part) => (part.kind === 'user' ? [part.message] : [])),
    ),
  );
  return state.messages.flatMap((_, index) =>
    isAnsweredQuestion(index, state) && used.has(index + 1) && !state.requestMessages.includes(index + 1)
      ? [index]
      : [],
  );
}

/** A text of the assistant that asks, with the user's answer right behind it. */
export function isAnsweredQuestion(index: number, { messages }: ConversationState): boolean {
  const message = messages[index];
  return (
    message?.role === 'assistant' &&
    !message.tool_calls &&
    asks(message.content) &&
    messages[index + 1]?.role === 'user'
  );
}
