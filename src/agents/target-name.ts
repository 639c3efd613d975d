import type { Fact } from '../language/acts.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { AgentContext } from './agent-context.js';
import { answerOf } from './answer-of.js';
import { nameOf } from './select-facts.js';

/** Name of what a step was about, from the answer that brought it; null where it showed none. */
export function targetName(step: number, state: ConversationState, context: AgentContext): Fact | null {
  return namesOfLinked(step, state, context)[0]?.name ?? null;
}

/** What a step does something to, by name; of what puts one thing into another, the one that is put there. */
export function namedTarget(step: number, state: ConversationState, context: AgentContext): Fact | null {
  const into = state.brief.steps[step]?.words.into ?? null;
  const names = namesOfLinked(step, state, context);
  if (into === null) return names[0]?.name ?? null;
  return names.find(({ noun }) => !into.endsWith(noun))?.name ?? null;
}

function namesOfLinked(
  step: number,
  state: ConversationState,
  context: AgentContext,
): { readonly name: Fact; readonly noun: string }[] {
  return (state.brief.chain.steps[step]?.arguments ?? []).flatMap(({ from }) => {
    if (from.kind !== 'link' || !from.field.includes('*')) return [];
    const answer = answerOf(from.step, state, context);
    const name = nameOf(answer, state.picked.get(from.step)?.[from.item] ?? 0);
    return name ? [{ name, noun: state.brief.steps[from.step]?.words.singular ?? '' }] : [];
  });
}
