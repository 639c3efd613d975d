import type { SlotValue, StepRequest, UserAct } from '../language/acts.js';
import type { Random } from '../random/random.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { AgentContext } from './agent-context.js';
import type { UserMove } from './agent-ports.js';
import { referenceTo } from './reference-to.js';

/** What the user asks for in one message, step by step; `vague`: without saying what is to be done about it. */
export function makeRequest(
  request: number,
  manner: Extract<UserAct, { kind: 'request' }>['manner'],
  state: ConversationState,
  context: AgentContext,
  random: Random,
): UserMove {
  const asked = state.brief.requests[request];
  const picks = new Map<number, readonly number[]>();
  const steps: StepRequest[] = [];
  const said = new Set<number>();
  for (const siblings of groupSiblings(asked?.steps ?? [], state)) {
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
      request,
      state,
      context,
      picks,
      random.fork(`step-${first}`),
    );
    const kept = reference === null && manner !== 'specify' ? keptSlots(first, state) : [];
    steps.push({ words: brief.words, intent: brief.endpoint.intent, shared, own, kept, reference });
  }
  return {
    act: {
      kind: 'request',
      opening: request === 0,
      manner,
      steps: manner === 'vague' ? steps.slice(0, 1) : steps,
      topic: manner === 'vague' ? null : (asked?.topic ?? null),
    },
    opens: request,
    picks,
    revises: null,
  };
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
  const { chain, withheld, context } = state.brief;
  const used = (chain.steps[step]?.arguments ?? []).flatMap(({ from }) =>
    from.kind === 'slot' ? [from.slot] : [],
  );
  return [...new Set(used)].flatMap((slot) => {
    const value = state.slots[slot];
    const fresh = !state.mentions.has(slot) && !said.has(slot) && !withheld.has(slot) && !context.has(slot);
    return value && fresh ? [value] : [];
  });
}

/** Values said for an earlier request that a step uses again: the user hints at them instead of passing them over. */
function keptSlots(step: number, state: ConversationState): SlotValue[] {
  const { chain } = state.brief;
  const used = (chain.steps[step]?.arguments ?? []).flatMap(({ from }) =>
    from.kind === 'slot' ? [from.slot] : [],
  );
  return [...new Set(used)].flatMap((slot) => (state.mentions.has(slot) ? (state.slots[slot] ?? []) : []));
}
