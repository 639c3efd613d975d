import type { AssistantMessage, Message } from '../types/conversation.js';

/** A message to be trained on, and all that stands before it. */
export type Completion = { readonly context: readonly Message[]; readonly completion: AssistantMessage };

/** `one`: the first message to be trained on after the last user message that has one; `all`: each. */
export function completionsOf(messages: readonly Message[], which: 'one' | 'all'): Completion[] {
  let turn = 0;
  const found = messages.flatMap((message, place) => {
    if (message.role === 'user') turn += 1;
    if (message.role !== 'assistant' || message.weight === 0) return [];
    return [{ turn, context: messages.slice(0, place), completion: message }];
  });
  const last = found.at(-1)?.turn;
  const chosen = which === 'all' ? found : found.filter((each) => each.turn === last).slice(0, 1);
  return chosen.map(({ context, completion }) => ({ context, completion }));
}
