import type { UndonePart } from '../language/acts.js';
import type { BriefRequest } from '../planner/conversation-brief.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import { goalEnding } from '../simulation/goal-ending.js';

/** What of a request was not done, and why: said along with what was. */
export function listUndone(request: BriefRequest, state: ConversationState): UndonePart[] {
  const parts = request.goals.flatMap((goal): UndonePart[] => {
    const ending = goalEnding(goal, state);
    const asked = state.brief.steps[state.brief.chain.goals[goal]?.steps.at(-1) ?? -1];
    if (ending === null || !asked) return [];
    const { words, endpoint } = asked;
    return [{ kind: ending.reason, words, intent: endpoint.intent, error: ending.error ?? null }];
  });
  return request.topic === null ? parts : [...parts, { kind: 'topic', topic: request.topic }];
}
