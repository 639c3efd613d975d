import type { AssistantMove } from './agent-ports.js';

type Saying = Extract<AssistantMove, { kind: 'say' }>;

/** A text of the assistant, with what it now waits for and the list members that it names. */
export function say(
  act: Saying['act'],
  pending: Saying['pending'] = null,
  shown: Saying['shown'] = new Map(),
): Saying {
  return { kind: 'say', act, pending, shown };
}
