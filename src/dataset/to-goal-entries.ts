import { withArticle } from '../language/endpoint-words.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { GoalEntry, GoalFact } from '../types/dataset-record.js';

const writes = new Set(['create', 'update', 'delete', 'execute']);

/** What the user asked for, in a form that a checker can decide: per goal, what must be told and what must have changed. */
export function toGoalEntries(state: ConversationState): GoalEntry[] {
  return state.goalMessages.map((message, index) =>
    state.brief.served ? achieved(index, message, state) : unserved(index, message, state),
  );
}

function achieved(index: number, message: number, state: ConversationState): GoalEntry {
  const steps = state.brief.chain.goals[index]?.steps ?? [];
  const asked = steps.filter((step) => !feedsAnother(step, steps, state));
  return {
    text: goalText(steps, state),
    message,
    outcome: 'achieved',
    told: asked.flatMap((step) => toFact(step, state, true)),
    changed: steps
      .filter((step) => writes.has(state.brief.steps[step]?.endpoint.intent ?? ''))
      .flatMap((step) => toFact(step, state, false)),
    calls: steps.flatMap((step) => state.executed.get(step)?.call.id ?? []),
  };
}

function unserved(index: number, message: number, state: ConversationState): GoalEntry {
  const steps = state.brief.chain.goals[index]?.steps ?? [];
  return {
    text: goalText(steps, state),
    message,
    outcome: 'unreachable',
    reason: 'no_tool',
    told: [],
    changed: [],
    calls: [],
  };
}

function feedsAnother(step: number, steps: readonly number[], state: ConversationState): boolean {
  return steps.some((other) =>
    state.brief.chain.steps[other]?.arguments.some(({ from }) => from.kind === 'link' && from.step === step),
  );
}

function toFact(step: number, state: ConversationState, told: boolean): GoalFact[] {
  const executed = state.executed.get(step);
  if (!executed) return [];
  const fact = { name: executed.call.name, arguments: executed.call.parameters };
  return [told ? { ...fact, pointer: '' } : fact];
}

function goalText(steps: readonly number[], state: ConversationState): string {
  return steps
    .flatMap((step) => {
      const brief = state.brief.steps[step];
      return brief
        ? [
            `${brief.words.verbs[0] ?? brief.endpoint.intent} ${withArticle(brief.words, brief.endpoint.intent)}`,
          ]
        : [];
    })
    .join(', ');
}
