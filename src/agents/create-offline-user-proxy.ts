import type { Random } from '../random/random.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { AgentContext } from './agent-context.js';
import type { UserMove, UserProxy } from './agent-ports.js';
import { chooseMembers } from './choose-members.js';
import { makeRequest } from './make-request.js';

/**
 * The user that works without a model: asks for one thing after the other, answers what is asked, chooses, confirms or
 * thinks better of it, and puts right what they got wrong.
 */
export function createOfflineUserProxy(context: AgentContext, random: Random): UserProxy {
  return {
    next: (state) =>
      state.pending === null ? moveOn(state, context, random) : respond(state, context, random),
  };
}

/** How often a user stays for a word of thanks. */
const thanking = { patient: 0.45, impatient: 0.12 } as const;

function respond(state: ConversationState, context: AgentContext, random: Random): UserMove | null {
  const { pending, brief } = state;
  switch (pending?.kind) {
    case 'values':
      if (brief.digresses && !state.digressed) return answer({ kind: 'digress' });
      return answer({ kind: 'inform', slots: pending.slots.flatMap((slot) => state.slots[slot] ?? []) });
    case 'intent':
      return {
        ...makeRequest(state.request, 'specify', state, context, random.fork(`request-${state.request}`)),
        opens: null,
      };
    case 'revision':
      return {
        ...answer({ kind: 'inform', slots: valueInTheEnd(pending.slot, state) }),
        revises: pending.slot,
      };
    case 'confirmation': {
      const slot = correctedAt('at_confirmation', state);
      if (slot !== null) return correct(slot, 'at_confirmation', state);
      const unwanted = brief.twists.some(
        (twist) =>
          twist.kind === 'not_confirmed' &&
          pending.steps.includes(brief.chain.goals[twist.goal]?.steps.at(-1) ?? -1),
      );
      return answer({ kind: unwanted ? 'refuse' : 'confirm' });
    }
    case 'choice': {
      const { references, members } = chooseMembers(
        pending.step,
        state,
        context,
        random.fork(`choice-${pending.step}`),
      );
      return { ...answer({ kind: 'choose', references }), picks: new Map([[pending.step, members]]) };
    }
    default:
      return null;
  }
}

function moveOn(state: ConversationState, context: AgentContext, random: Random): UserMove | null {
  if (state.closed) return null;
  const slot = correctedAt('after_report', state);
  if (slot !== null) return correct(slot, 'after_report', state);
  const next = state.request + 1;
  const request = state.brief.requests[next];
  if (request) {
    const vague = next === 0 && state.brief.ambiguity !== null;
    return makeRequest(next, vague ? 'vague' : 'plain', state, context, random.fork(`request-${next}`));
  }
  const thing = state.brief.steps.at(-1)?.words;
  return thing && random.fork('thanks').chance(thanking[state.brief.scenario.persona.patience])
    ? answer({ kind: 'thank', thing })
    : null;
}

function answer(act: UserMove['act']): UserMove {
  return { act, opens: null, picks: noPicks, revises: null };
}

const noPicks: UserMove['picks'] = new Map();

/** The slot that the user now finds to be wrong; null where all is as they want it. */
function correctedAt(when: 'after_report' | 'at_confirmation', state: ConversationState): number | null {
  const { brief, pending } = state;
  for (const twist of brief.twists) {
    if (twist.kind !== 'user_correction' || twist.when !== when || state.revised.has(twist.slot)) continue;
    const takers = brief.chain.steps.flatMap((step, index) =>
      step.arguments.some(({ from }) => from.kind === 'slot' && from.slot === twist.slot) ? [index] : [],
    );
    const due =
      pending?.kind === 'confirmation'
        ? takers.some((step) => pending.steps.includes(step))
        : takers.some((step) => state.executed.has(step));
    if (due) return twist.slot;
  }
  return null;
}

function correct(slot: number, when: 'after_report' | 'at_confirmation', state: ConversationState): UserMove {
  const [value] = valueInTheEnd(slot, state);
  if (!value) throw new RangeError(`There is no slot ${slot} to put right.`);
  const [said, ...others] = state.mentions.get(slot) ?? [];
  const old = said && others.length === 0 ? said.text : '';
  return { ...answer({ kind: 'correct', slot: value, old, when }), revises: slot };
}

function valueInTheEnd(slot: number, { brief }: ConversationState) {
  return brief.slots.filter((value) => value.slot === slot);
}
