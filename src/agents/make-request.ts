import type { SlotValue, StepRequest, UserAct } from '../language/acts.js';
import type { Random } from '../random/random.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { ToolChain } from '../types/tool-chain.js';
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
    const { shared, own } = splitShared(values);
    for (const slots of values) for (const slot of slots) said.add(slot.slot);
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

/** What all siblings take, and what each takes alone; `values` has a list for each of them. */
function splitShared(values: readonly (readonly SlotValue[])[]): Pick<StepRequest, 'shared' | 'own'> {
  const [shared = [], ...others] = values;
  if (others.length === 0) return { shared, own: [[]] };
  const has = (slots: readonly SlotValue[], { slot }: SlotValue): boolean =>
    slots.some((other) => other.slot === slot);
  const common = shared.filter((slot) => others.every((slots) => has(slots, slot)));
  return { shared: common, own: values.map((slots) => slots.filter((slot) => !has(common, slot))) };
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
  return slotsOf(step, chain).flatMap((slot) => {
    const value = state.slots[slot];
    const fresh = !state.mentions.has(slot) && !said.has(slot) && !withheld.has(slot) && !context.has(slot);
    return value && fresh ? value : [];
  });
}

/** Values said for an earlier request that a step uses again: the user hints at them instead of passing them over. */
function keptSlots(step: number, state: ConversationState): SlotValue[] {
  return slotsOf(step, state.brief.chain).flatMap((slot) =>
    state.mentions.has(slot) ? (state.slots[slot] ?? []) : [],
  );
}

/** The slots that a step takes, each once. */
function slotsOf(step: number, chain: ToolChain): number[] {
  const slots: number[] = [];
  for (const { from } of chain.steps[step]?.arguments ?? [])
    if (from.kind === 'slot' && !slots.includes(from.slot)) slots.push(from.slot);
  return slots;
}
