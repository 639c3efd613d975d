import { ConversationFailure } from '../errors/conversation-failure.js';
import type { Reference } from '../language/acts.js';
import type { Random } from '../random/random.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { AgentContext } from './agent-context.js';
import { answerOf } from './report-goal.js';
import { nameOf } from './select-facts.js';

export type Choice = { readonly references: readonly Reference[]; readonly members: readonly number[] };

/** Settles on members that the assistant named, by their names or places. */
export function chooseMembers(
  step: number,
  state: ConversationState,
  context: AgentContext,
  random: Random,
): Choice {
  const shown = state.shown.get(step) ?? [];
  const items = state.brief.picks.get(step)?.items ?? 1;
  if (shown.length < items)
    throw new ConversationFailure(
      'too-few-members',
      `step ${step} showed ${shown.length} of ${items} needed members`,
    );
  const members = random
    .shuffle(shown)
    .slice(0, items)
    .sort((one, other) => one - other);
  const byName = random.chance(0.6);
  const words = state.brief.steps[step]?.words;
  const references = members.map((member): Reference => {
    const name = byName ? nameOf(answerOf(step, state, context), member, context) : null;
    const place = shown.indexOf(member);
    const base = {
      preposition: 'for' as const,
      singular: words?.singular ?? 'one',
      plural: words?.plural ?? 'ones',
      count: 1,
      places: [place],
    };
    return name ? { ...base, by: 'name', name: String(name.value) } : { ...base, by: 'ordinal', name: '' };
  });
  return { references, members };
}
