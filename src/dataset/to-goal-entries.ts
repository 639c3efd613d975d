import type { ConversationState } from '../simulation/conversation-state.js';
import { feedsAnother } from '../simulation/feeds-another.js';
import { goalEnding } from '../simulation/goal-ending.js';
import type { GoalEntry, GoalFact } from '../types/dataset-record.js';
import type { ForbiddenTopic } from '../types/twist.js';

const writes = new Set(['create', 'update', 'delete', 'execute']);

/** What the user asked for, in a form that a checker can decide: per goal, what must be told and what must have changed. */
export function toGoalEntries(state: ConversationState): GoalEntry[] {
  return state.requestMessages.flatMap((message, index): GoalEntry[] => {
    const request = state.brief.requests[index];
    if (!request) return [];
    const entries = request.goals.map((goal) => toEntry(goal, message, state));
    return request.topic === null ? entries : [...entries, forbidden(request.topic, message)];
  });
}

function toEntry(goal: number, message: number, state: ConversationState): GoalEntry {
  const steps = state.brief.chain.goals[goal]?.steps ?? [];
  const calls = state.calls.flatMap(({ step, call }) => (steps.includes(step) ? [call.id] : []));
  const ending = goalEnding(goal, state);
  if (ending !== null) {
    const { outcome, reason } = ending;
    // What leads up to it may be offered all the same.
    const text = goalText(steps.slice(-1), state);
    return { text, message, outcome, reason, told: [], changed: [], calls };
  }
  const asked = steps.filter((step) => !feedsAnother(step, steps, state));
  return {
    text: goalText(steps, state),
    message,
    outcome: 'achieved',
    told: asked.flatMap((step) => toFact(step, state, true)),
    changed: steps
      .filter((step) => writes.has(state.brief.steps[step]?.endpoint.intent ?? ''))
      .flatMap((step) => toFact(step, state, false)),
    calls,
  };
}

function forbidden(topic: ForbiddenTopic, message: number): GoalEntry {
  return { text: topic, message, outcome: 'declined', reason: 'policy', told: [], changed: [], calls: [] };
}

function toFact(step: number, state: ConversationState, told: boolean): GoalFact[] {
  const executed = state.executed.get(step);
  if (!executed) return [];
  const fact = { name: executed.call.name, arguments: executed.call.parameters };
  return [told ? { ...fact, pointer: '' } : fact];
}

function goalText(steps: readonly number[], { brief }: ConversationState): string {
  return steps.flatMap((step) => brief.steps[step]?.goal ?? []).join(', ');
}
