import type { ShownConversation } from './shown-conversation.js';

/** All of a conversation that full-text search looks at: what was said, called and answered, and its id. */
export function searchTextOf({ id, messages }: Pick<ShownConversation, 'id' | 'messages'>): string {
  const parts = [id];
  for (const { text, calls = [] } of messages) {
    if (text !== '') parts.push(text);
    for (const call of calls) parts.push(call.name, JSON.stringify(call.arguments) ?? '');
  }
  return parts.join('\n');
}
