import { isDeepStrictEqual } from 'node:util';
import type { Message } from '../../types/conversation.js';

/** Whether two messages say and call the same; ids of calls, reasoning and marks for trainers do not matter. */
export function isSameMessage(one: Message, other: Message): boolean {
  return isDeepStrictEqual(substanceOf(one), substanceOf(other));
}

function substanceOf(message: Message) {
  const { role, content } = message;
  if (role === 'tool') return { role, content, name: message.name };
  if (role !== 'assistant') return { role, content };
  const calls = (message.tool_calls ?? []).map(({ name, parameters }) => ({ name, parameters }));
  return { role, content, calls };
}
