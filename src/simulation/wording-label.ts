import type { AssistantAct, UserAct } from '../language/acts.js';
import type { ConversationState } from './conversation-state.js';

/**
 * Names the choice of words for an act by what it is, not by its place: a variant of the conversation, in which a turn more
 * is taken, says the rest as before.
 */
export function wordingLabel(
  speaker: 'user' | 'assistant',
  act: UserAct | AssistantAct,
  state: ConversationState,
): string {
  const request = speaker === 'user' && act.kind === 'request' ? state.request + 1 : state.request;
  const kind = `${speaker}-${request}-${act.kind}`;
  const before = state.spoken.get(kind) ?? 0;
  state.spoken.set(kind, before + 1);
  return `${kind}-${before}`;
}
