import { ConversationFailure } from '../errors/conversation-failure.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { AgentContext } from './agent-context.js';
import type { Assistant, AssistantMove } from './agent-ports.js';
import { askAboutError, isGivenUp } from './answer-error.js';
import { callOrConfirm, suppliersOf } from './call-or-confirm.js';
import { isToBeDone } from './is-to-be-done.js';
import { listUndone } from './list-undone.js';
import { reportGoal, reportList } from './report-goal.js';
import { say } from './say.js';

/**
 * The assistant that works without a model: asks for what is missing or unclear, confirms what cannot be undone, calls, gets
 * over errors, reports what came of it and what did not.
 */
export function createOfflineAssistant(context: AgentContext): Assistant {
  return {
    next(state) {
      if (state.closed) return say({ kind: 'welcome' });
      const request = state.brief.requests[state.request];
      if (!request) throw new ConversationFailure('no-goal', 'the assistant was asked before any request');
      const steps = request.steps.filter((step) => isToBeDone(step, state.brief));
      const batch = nextBatch(steps, state);
      if (batch.length === 0) {
        const { parts, told, shown } = reportGoal(
          steps.filter((step) => state.executed.has(step) && !state.told.has(step)),
          state,
          context,
        );
        return say({ kind: 'report', parts, undone: listUndone(request, told, state) }, null, shown);
      }
      return (
        askIntent(state) ??
        askAboutError(batch, state) ??
        askMissing(batch, steps, state) ??
        askChoice(batch, state, context) ??
        callOrConfirm(batch, state, context)
      );
    },
  };
}

/** The next step without an answer, with its siblings. */
function nextBatch(steps: readonly number[], state: ConversationState): number[] {
  const open = steps.filter(
    (step) => !state.executed.has(step) && !state.unconfirmed.has(step) && !isGivenUp(step, state),
  );
  const [first] = open;
  if (first === undefined) return [];
  const group = state.brief.chain.steps[first]?.parallelGroup ?? null;
  if (group === null) return [first];
  return open.filter((step) => state.brief.chain.steps[step]?.parallelGroup === group);
}

/** Where the first request can mean two things that are offered, asks which before anything else. */
function askIntent(state: ConversationState): AssistantMove | null {
  const { ambiguity, steps } = state.brief;
  const [first] = steps;
  if (ambiguity === null || state.specified || !first) return null;
  const readings = [first, ambiguity].map(({ words, endpoint }) => ({ words, intent: endpoint.intent }));
  return say({ kind: 'ask_intent', readings }, { kind: 'intent' });
}

/** Asks for all values that the request still lacks, in one go. */
function askMissing(
  batch: readonly number[],
  steps: readonly number[],
  state: ConversationState,
): AssistantMove | null {
  if (missingSlots(batch, state).length === 0) return null;
  const slots = missingSlots(steps, state);
  const questions = slots.flatMap((slot) => state.slots[slot] ?? []);
  return say({ kind: 'ask', slots: questions, again: state.digressed }, { kind: 'values', slots });
}

function missingSlots(steps: readonly number[], { brief, mentions }: ConversationState): number[] {
  const missing: number[] = [];
  for (const step of steps)
    for (const { from } of brief.chain.steps[step]?.arguments ?? []) {
      if (from.kind !== 'slot' || mentions.has(from.slot) || brief.context.has(from.slot)) continue;
      if (!missing.includes(from.slot)) missing.push(from.slot);
    }
  return missing;
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
      new Map([[supplier, members]]),
    );
  }
  return null;
}
