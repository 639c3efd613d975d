import { ConversationFailure } from '../errors/conversation-failure.js';
import type { ConfirmationItem } from '../language/acts.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { AgentContext } from './agent-context.js';
import type { AssistantMove, PlannedCall } from './agent-ports.js';
import { answerOf } from './answer-of.js';
import { resolveArguments } from './resolve-arguments.js';
import { say } from './say.js';
import { spokenSlot } from './spoken-slot.js';
import { namedTarget } from './target-name.js';

/** Calls the steps of a batch; what cannot be undone is put to the user first. */
export function callOrConfirm(
  batch: readonly number[],
  state: ConversationState,
  context: AgentContext,
): AssistantMove {
  const picks = settlePicks(batch, state, context);
  const risky = batch.filter(
    (step) => state.brief.steps[step]?.endpoint.irreversible && !state.confirmed.has(step),
  );
  if (risky.length > 0) {
    const items = risky.map((step) => confirmationItem(step, state, context));
    return say({ kind: 'ask_confirmation', steps: items }, { kind: 'confirmation', steps: risky });
  }
  return { kind: 'call', calls: batch.map((step) => planCall(step, state, picks)), picks };
}

/** The steps whose lists a batch draws from. */
export function suppliersOf(batch: readonly number[], state: ConversationState): number[] {
  const suppliers: number[] = [];
  for (const step of batch)
    for (const { from } of state.brief.chain.steps[step]?.arguments ?? []) {
      if (from.kind !== 'link' || !from.field.includes('*')) continue;
      if (!suppliers.includes(from.step)) suppliers.push(from.step);
    }
  return suppliers;
}

/** The step's own call, or that of another tool which seems to do as well and was not tried. */
function planCall(
  step: number,
  state: ConversationState,
  picks: ReadonlyMap<number, readonly number[]>,
): PlannedCall {
  const other = state.failures.has(step) ? undefined : state.brief.detours.get(step);
  const { parameters, sources } = resolveArguments(step, state, other, picks);
  const name = (other ?? state.brief.steps[step])?.endpoint.callName ?? '';
  return { step, detour: other !== undefined, name, parameters, sources };
}

/** Takes the first members of lists whose choice the user left to their order. */
function settlePicks(
  batch: readonly number[],
  state: ConversationState,
  context: AgentContext,
): ReadonlyMap<number, readonly number[]> {
  const picks = new Map<number, readonly number[]>();
  for (const supplier of suppliersOf(batch, state)) {
    if (state.picked.has(supplier)) continue;
    const answer = answerOf(supplier, state, context);
    const items = state.brief.picks.get(supplier)?.items ?? 1;
    const total = answer.object.isList ? answer.count : items;
    if (total < items)
      throw new ConversationFailure(
        'too-few-members',
        `${answer.call.name} brought ${total} of ${items} needed members`,
      );
    picks.set(
      supplier,
      Array.from({ length: items }, (_, index) => index),
    );
  }
  return picks;
}

function confirmationItem(step: number, state: ConversationState, context: AgentContext): ConfirmationItem {
  const brief = state.brief.steps[step];
  if (!brief) throw new ConversationFailure('no-goal', `there is no step ${step}`);
  const details = (state.brief.chain.steps[step]?.arguments ?? []).flatMap(({ from }) =>
    from.kind === 'slot' ? spokenSlot(from.slot, state) : [],
  );
  return {
    words: brief.words,
    intent: brief.endpoint.intent,
    target: namedTarget(step, state, context),
    details,
  };
}
