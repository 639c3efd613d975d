import type { ConversationBrief } from '../planner/conversation-brief.js';

/** What no offered tool serves and what a rule forbids is left alone from the start; what leads up to it is done. */
export function isToBeDone(step: number, brief: ConversationBrief): boolean {
  if (brief.undone.size === 0) return true;
  const goal = brief.chain.goals.findIndex(({ steps }) => steps.includes(step));
  if (!brief.undone.has(goal)) return true;
  const isLast = brief.chain.goals[goal]?.steps.at(-1) === step;
  return !isLast && brief.offered.some(({ id }) => id === brief.steps[step]?.endpoint.id);
}
