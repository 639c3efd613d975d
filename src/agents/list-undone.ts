import type { UndonePart } from '../language/acts.js';
import type { BriefRequest } from '../planner/conversation-brief.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import { goalEnding } from '../simulation/goal-ending.js';

/** What of a request was not done, and why; `told` are the steps of the parts of the answer that it is said along with. */
export function listUndone(
  request: BriefRequest,
  told: readonly number[],
  state: ConversationState,
): UndonePart[] {
  const parts = request.goals.flatMap((goal): UndonePart[] => {
    const ending = goalEnding(goal, state);
    const last = state.brief.chain.goals[goal]?.steps.at(-1) ?? -1;
    const asked = state.brief.steps[last];
    if (ending === null || !asked) return [];
    const { words, endpoint } = asked;
    const after = told.filter((step) => step <= last).length;
    return [{ after, kind: ending.reason, words, intent: endpoint.intent, error: ending.error ?? null }];
  });
  return request.topic === null
    ? parts
    : [...parts, { after: told.length, kind: 'topic', topic: request.topic }];
}
