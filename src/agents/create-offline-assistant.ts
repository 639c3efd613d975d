import { ConversationFailure } from '../errors/conversation-failure.js';
import type { ConfirmationItem } from '../language/acts.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { AgentContext } from './agent-context.js';
import type { Assistant, AssistantMove, PlannedCall } from './agent-ports.js';
import { answerOf, reportGoal, reportList, targetName } from './report-goal.js';
import { resolveArguments } from './resolve-arguments.js';
import { memberCount } from './resolve-pointer.js';
import { spokenSlot } from './spoken-slot.js';

/** The assistant that works without a model: asks for what is missing, confirms what cannot be undone, calls, reports. */
export function createOfflineAssistant(context: AgentContext): Assistant {
  return {
    next(state) {
      if (state.closed) return say({ kind: 'welcome' }, null, false);
      if (!state.brief.served) return decline(state);
      const goal = state.brief.chain.goals[state.goal];
      if (!goal) throw new ConversationFailure('no-goal', 'the assistant was asked before any request');
      const batch = nextBatch(goal.steps, state);
      if (batch.length === 0) {
        const { parts, shown } = reportGoal(goal.steps, state, context);
        return say({ kind: 'report', parts }, null, true, shown);
      }
      return (
        askMissing(batch, goal.steps, state) ??
        askChoice(batch, state, context) ??
        callOrConfirm(batch, state, context)
      );
    },
  };
}

function say(
  act: Extract<AssistantMove, { kind: 'say' }>['act'],
  pending: Extract<AssistantMove, { kind: 'say' }>['pending'],
  closesGoal: boolean,
  shown: ReadonlyMap<number, readonly number[]> = new Map(),
): AssistantMove {
  return { kind: 'say', act, pending, closesGoal, shown };
}

function decline(state: ConversationState): AssistantMove {
  const asked = state.brief.steps.at(-1);
  if (!asked) throw new ConversationFailure('no-goal', 'the plan has no step to decline');
  return say({ kind: 'decline', words: asked.words, intent: asked.endpoint.intent }, null, true);
}

/** The next step that was not called, with its siblings. */
function nextBatch(steps: readonly number[], state: ConversationState): number[] {
  const first = steps.find((step) => !state.executed.has(step));
  if (first === undefined) return [];
  const group = state.brief.chain.steps[first]?.parallelGroup ?? null;
  if (group === null) return [first];
  return steps.filter((step) => state.brief.chain.steps[step]?.parallelGroup === group);
}

/** Asks for all values that the goal still lacks, in one go. */
function askMissing(
  batch: readonly number[],
  steps: readonly number[],
  state: ConversationState,
): AssistantMove | null {
  const lacking = (candidates: readonly number[]): number[] => [
    ...new Set(candidates.flatMap((step) => missingSlots(step, state))),
  ];
  if (lacking(batch).length === 0) return null;
  const slots = lacking(steps);
  const questions = slots.flatMap((slot) => state.brief.slots[slot] ?? []);
  return say({ kind: 'ask', slots: questions }, { kind: 'values', slots }, false);
}

function missingSlots(step: number, state: ConversationState): number[] {
  return (state.brief.chain.steps[step]?.arguments ?? []).flatMap(({ from }) =>
    from.kind === 'slot' && !state.mentions.has(from.slot) && !state.brief.context.has(from.slot)
      ? [from.slot]
      : [],
  );
}

/** Shows a list that the next step draws from, where the user wants to choose. */
function askChoice(
  batch: readonly number[],
  state: ConversationState,
  context: AgentContext,
): AssistantMove | null {
  for (const supplier of suppliersOf(batch, state)) {
    const pick = state.brief.picks.get(supplier);
    if (pick?.policy !== 'ask' || state.picked.has(supplier)) continue;
    const { list, members } = reportList(supplier, state, context);
    if (members.length < Math.max(2, pick.items))
      throw new ConversationFailure('too-few-members', `step ${supplier} leaves nothing to choose`);
    const singular = state.brief.steps[supplier]?.words.singular ?? 'one';
    return say(
      { kind: 'offer_choice', list, singular, several: pick.items > 1 },
      { kind: 'choice', step: supplier },
      false,
      new Map([[supplier, members]]),
    );
  }
  return null;
}

function suppliersOf(batch: readonly number[], state: ConversationState): number[] {
  return [
    ...new Set(
      batch.flatMap((step) =>
        (state.brief.chain.steps[step]?.arguments ?? []).flatMap(({ from }) =>
          from.kind === 'link' && from.field.includes('*') ? [from.step] : [],
        ),
      ),
    ),
  ];
}

function callOrConfirm(
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
    return say({ kind: 'ask_confirmation', steps: items }, { kind: 'confirmation', steps: risky }, false);
  }
  const calls = batch.map((step): PlannedCall => {
    const resolved = resolveArguments(step, { ...state, picked: new Map([...state.picked, ...picks]) });
    const name = state.brief.steps[step]?.endpoint.callName ?? '';
    return { step, name, parameters: resolved.parameters, sources: resolved.sources };
  });
  return { kind: 'call', calls, picks };
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
    const { at } = answer;
    const total = at.includes('*') ? memberCount(answer.output, at) : items;
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
    from.kind === 'slot' ? spokenSlot(from.slot, state, context) : [],
  );
  return {
    words: brief.words,
    intent: brief.endpoint.intent,
    target: targetName(step, state, context),
    details,
  };
}
