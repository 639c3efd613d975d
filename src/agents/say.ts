import type { AssistantMove } from './agent-ports.js';

type Saying = Extract<AssistantMove, { kind: 'say' }>;

const nothingShown: Saying['shown'] = new Map();

/** A text of the assistant, with what it now waits for and the list members that it names. */
export function say(
  act: Saying['act'],
  pending: Saying['pending'] = null,
  shown: Saying['shown'] = nothingShown,
): Saying {
  return { kind: 'say', act, pending, shown };
}
