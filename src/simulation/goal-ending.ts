import type { ToolErrorType } from '../types/conversation.js';
import type { ConversationState } from './conversation-state.js';

export type GoalEnding = {
  readonly outcome: 'declined' | 'unreachable';
  readonly reason: 'no_tool' | 'policy' | 'not_confirmed' | 'error';
  readonly error?: ToolErrorType;
};

/** How a goal ended that was not achieved; null of one that was, or still can be. */
export function goalEnding(goal: number, state: ConversationState): GoalEnding | null {
  const undone = state.brief.undone.get(goal);
  if (undone === 'no_tool') return { outcome: 'unreachable', reason: 'no_tool' };
  if (undone === 'policy') return { outcome: 'declined', reason: 'policy' };
  for (const step of state.brief.chain.goals[goal]?.steps ?? []) {
    if (state.unconfirmed.has(step)) return { outcome: 'declined', reason: 'not_confirmed' };
    const failure = state.failures.get(step);
    if (failure) return { outcome: 'unreachable', reason: 'error', error: failure.type };
  }
  return null;
}
