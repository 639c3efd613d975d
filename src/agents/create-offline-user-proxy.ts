import type { SlotValue, StepRequest } from '../language/acts.js';
import type { Random } from '../random/random.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { AgentContext } from './agent-context.js';
import type { UserMove, UserProxy } from './agent-ports.js';
import { chooseMembers } from './choose-members.js';
import { referenceTo } from './reference-to.js';

/** The user that works without a model: asks for one goal after the other, answers what is asked, chooses, confirms. */
export function createOfflineUserProxy(context: AgentContext, random: Random): UserProxy {
  let turn = 0;
  return {
    next(state) {
      turn += 1;
      const draw = random.fork(`turn-${turn}`);
      const { pending } = state;
      if (pending?.kind === 'values')
        return answer({
          kind: 'inform',
          slots: pending.slots.flatMap((slot) => state.brief.slots[slot] ?? []),
        });
      if (pending?.kind === 'confirmation') return answer({ kind: 'confirm' });
      if (pending?.kind === 'choice') {
        const { references, members } = chooseMembers(pending.step, state, context, draw);
        return {
          act: { kind: 'choose', references },
          opens: null,
          picks: new Map([[pending.step, members]]),
        };
      }
      const goal = state.goal + 1;
      if (goal < state.brief.chain.goals.length && !state.closed) return request(goal, state, context, draw);
      const thing = state.brief.steps.at(-1)?.words;
      return !state.closed && thing && draw.chance(0.3) ? answer({ kind: 'thank', thing }) : null;
    },
  };
}

function answer(act: UserMove['act']): UserMove {
  return { act, opens: null, picks: new Map() };
}

function request(goal: number, state: ConversationState, context: AgentContext, random: Random): UserMove {
  const picks = new Map<number, readonly number[]>();
  const steps: StepRequest[] = [];
  const said = new Set<number>();
  for (const siblings of groupSiblings(state.brief.chain.goals[goal]?.steps ?? [], state)) {
    const first = siblings[0];
    const brief = first === undefined ? undefined : state.brief.steps[first];
    if (first === undefined || !brief) continue;
    const values = siblings.map((step) => sayableSlots(step, said, state));
    const shared = (values[0] ?? []).filter((slot) =>
      values.every((slots) => slots.some((other) => other.slot === slot.slot)),
    );
    for (const slots of values) for (const slot of slots) said.add(slot.slot);
    const own = values.map((slots) =>
      slots.filter((slot) => !shared.some((other) => other.slot === slot.slot)),
    );
    const reference = referenceTo(
      first,
      siblings.length,
      goal,
      state,
      context,
      picks,
      random.fork(`step-${first}`),
    );
    const kept = reference === null ? keptSlots(first, state) : [];
    steps.push({ words: brief.words, intent: brief.endpoint.intent, shared, own, kept, reference });
  }
  return { act: { kind: 'request', opening: goal === 0, steps }, opens: goal, picks };
}

/** Steps of one parallel group on one endpoint are asked for in one breath. */
function groupSiblings(steps: readonly number[], state: ConversationState): number[][] {
  const groups: number[][] = [];
  for (const step of steps) {
    const last = groups.at(-1)?.[0];
    const chain = state.brief.chain.steps;
    const group = chain[step]?.parallelGroup ?? null;
    const sibling =
      last !== undefined &&
      group !== null &&
      chain[last]?.parallelGroup === group &&
      chain[last]?.endpointId === chain[step]?.endpointId;
    if (sibling) groups.at(-1)?.push(step);
    else groups.push([step]);
  }
  return groups;
}

/** Values of a step that this message should bring: not said before, not held back, not known to the product. */
function sayableSlots(step: number, said: ReadonlySet<number>, state: ConversationState): SlotValue[] {
  const { chain, withheld, context, slots } = state.brief;
  const used = (chain.steps[step]?.arguments ?? []).flatMap(({ from }) =>
    from.kind === 'slot' ? [from.slot] : [],
  );
  return [...new Set(used)].flatMap((slot) => {
    const value = slots[slot];
    const fresh = !state.mentions.has(slot) && !said.has(slot) && !withheld.has(slot) && !context.has(slot);
    return value && fresh ? [value] : [];
  });
}

/** Values said for an earlier goal that a step uses again: the user hints at them instead of passing them over. */
function keptSlots(step: number, state: ConversationState): SlotValue[] {
  const { chain, slots } = state.brief;
  const used = (chain.steps[step]?.arguments ?? []).flatMap(({ from }) =>
    from.kind === 'slot' ? [from.slot] : [],
  );
  return [...new Set(used)].flatMap((slot) => (state.mentions.has(slot) ? (slots[slot] ?? []) : []));
}
