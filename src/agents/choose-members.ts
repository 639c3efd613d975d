import { ConversationFailure } from '../errors/conversation-failure.js';
import type { Reference } from '../language/acts.js';
import type { Random } from '../random/random.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { AgentContext } from './agent-context.js';
import { answerOf } from './answer-of.js';
import { nameOf } from './select-facts.js';
import { spokenName } from './spoken-name.js';
import { type StandingOut, standingOut } from './standing-out.js';

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
  const reasoned = items === 1 ? standingOut(step, shown, state, context) : null;
  const { expertise } = state.brief.scenario.persona;
  if (reasoned !== null && random.fork('reason').chance(expertise === 'expert' ? 0.8 : 0.35))
    return { references: [toReference(step, reasoned, state)], members: [reasoned.member] };
  const members = random
    .shuffle(shown)
    .slice(0, items)
    .sort((one, other) => one - other);
  const byName = random.chance(0.6);
  const references = members.map((member): Reference => {
    const name = byName ? nameOf(answerOf(step, state, context), member) : null;
    const place = shown.indexOf(member);
    const base = { ...baseReference(step, state), places: [place] };
    return name ? { ...base, by: 'name', name: spokenName(name) } : { ...base, by: 'ordinal', name: '' };
  });
  return { references, members };
}

function toReference(step: number, { by }: StandingOut, state: ConversationState): Reference {
  return { ...baseReference(step, state), by: 'extreme', extreme: by, name: '', places: [] };
}

function baseReference(
  step: number,
  { brief }: ConversationState,
): Pick<Reference, 'preposition' | 'singular' | 'plural' | 'count'> {
  const words = brief.steps[step]?.words;
  return {
    preposition: 'for',
    singular: words?.singular ?? 'one',
    plural: words?.plural ?? 'ones',
    count: 1,
  };
}
