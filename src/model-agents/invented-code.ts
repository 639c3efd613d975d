import type { ConversationState } from '../simulation/conversation-state.js';

/** A code, or a number of four digits or more, that a user's text states and that nobody gave the user; null where none is. */
export function inventedCode(text: string, state: ConversationState): string | null {
  const known = knownText(state);
  for (const token of text.match(/[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*/g) ?? []) {
    const isCode = /\d/.test(token) && (/\d{4}/.test(token) || (/[A-Za-z]/.test(token) && token.length >= 6));
    if (isCode && !/^(?:19|20)\d\d$/.test(token) && !known.includes(token.toLowerCase())) return token;
  }
  return null;
}

/** All that the user knows or has read, folded. */
function knownText({ messages, slots, brief }: ConversationState): string {
  const read = messages.flatMap(({ role, content }) =>
    role === 'user' || role === 'assistant' ? [content] : [],
  );
  const values = [...slots, ...brief.slots].flatMap((slot) => slot.values.map(String));
  return [...read, ...values, brief.scenario.now].join('\n').toLowerCase();
}
