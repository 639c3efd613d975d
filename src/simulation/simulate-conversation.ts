import type { Assistant, AssistantMove, UserProxy } from '../agents/agent-ports.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import { realiseAssistant } from '../language/assistant/realise-assistant.js';
import type { Speech } from '../language/speech.js';
import type { ConversationBrief } from '../planner/conversation-brief.js';
import type { Random } from '../random/random.js';
import type { Executor } from '../types/ports.js';
import { callTools } from './call-tools.js';
import { type ConversationState, createConversationState, type GroundingGap } from './conversation-state.js';
import { hearUser } from './hear-user.js';
import { wordingLabel } from './wording-label.js';

export type Agents = {
  readonly user: UserProxy;
  readonly assistant: Assistant;
  readonly executor: Executor;
};

export type SimulationOutcome =
  | { readonly ok: true; readonly state: ConversationState }
  | { readonly ok: false; readonly reason: string; readonly detail: string };

/** Messages after which a conversation counts as lost. */
const longestConversation = 80;

/**
 * The turn loop: the user speaks, the assistant asks, calls or answers, until the user has nothing more to say. It alone
 * writes the state, and has every act put into words by the language component, sources included.
 */
export function simulateConversation(
  brief: ConversationBrief,
  agents: Agents,
  speech: Speech,
  random: Random,
): SimulationOutcome {
  const state = createConversationState(brief);
  try {
    for (;;) {
      const move = agents.user.next(state);
      if (move === null) return { ok: true, state };
      hearUser(move, state, speech, random);
      takeTurn(state, agents, speech, random);
      checkLength(state);
    }
  } catch (error) {
    if (error instanceof ConversationFailure)
      return { ok: false, reason: error.reason, detail: error.detail };
    throw error;
  }
}

/** The assistant's part of a turn: calls as long as it needs to, then one text. */
function takeTurn(state: ConversationState, agents: Agents, speech: Speech, random: Random): void {
  for (;;) {
    const move = agents.assistant.next(state);
    if (move.kind === 'say') {
      hearAssistant(move, state, speech, random);
      return;
    }
    callTools(move.calls, move.picks, state, agents.executor, random);
    checkLength(state);
  }
}

function checkLength(state: ConversationState): void {
  if (state.messages.length > longestConversation)
    throw new ConversationFailure('too-long', 'the conversation does not end');
}

function hearAssistant(
  move: Extract<AssistantMove, { kind: 'say' }>,
  state: ConversationState,
  speech: Speech,
  random: Random,
): void {
  const message = state.messages.length;
  const utterance = realiseAssistant(
    move.act,
    speech,
    random.fork(wordingLabel('assistant', move.act, state)),
  );
  state.messages.push({ role: 'assistant', content: utterance.text });
  for (const { start, end, meaning } of utterance.marks) {
    if (meaning.kind === 'claim') state.answerSources.push({ message, start, end, source: meaning.source });
  }
  for (const [step, members] of move.shown) {
    state.shown.set(step, members);
    state.told.add(step);
  }
  if (move.act.kind === 'report')
    for (const step of state.brief.requests[state.request]?.steps ?? [])
      if (state.executed.has(step)) state.told.add(step);
  state.pending = move.pending === null ? null : { ...move.pending, message };
  if (move.pending?.kind === 'values') state.gaps.push(...findGaps(move.pending.slots, state));
}

function findGaps(slots: readonly number[], state: ConversationState): GroundingGap[] {
  return state.brief.chain.steps.flatMap((step, index) => {
    const parameters = step.arguments.flatMap(({ parameter, from }) =>
      from.kind === 'slot' && slots.includes(from.slot) ? [parameter] : [],
    );
    return parameters.length === 0 ? [] : [{ step: index, endpoint: step.endpointId, parameters }];
  });
}
