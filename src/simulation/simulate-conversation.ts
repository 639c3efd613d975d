import type { Assistant, AssistantMove, PlannedCall, UserMove, UserProxy } from '../agents/agent-ports.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import { realiseAssistant } from '../language/realise-assistant.js';
import { realiseUser } from '../language/realise-user.js';
import type { Speech } from '../language/speech.js';
import type { Utterance } from '../language/utterance.js';
import type { ConversationBrief } from '../planner/conversation-brief.js';
import type { Random } from '../random/random.js';
import type { ToolCall } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';
import type { Executor } from '../types/ports.js';
import {
  type ConversationState,
  createConversationState,
  type GroundingGap,
  type Mention,
} from './conversation-state.js';

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

function hearUser(move: UserMove, state: ConversationState, speech: Speech, random: Random): void {
  const message = state.messages.length;
  const utterance = realiseUser(move.act, speech, random.fork(`message-${message}`));
  state.messages.push({ role: 'user', content: utterance.text });
  recordMentions(utterance, message, state);
  for (const [step, members] of move.picks) state.picked.set(step, members);
  if (move.opens !== null) {
    if (move.opens > 0) state.phenomena.push({ name: 'follow_up_goal', messages: [message] });
    state.goal = move.opens;
    state.goalMessages.push(message);
    state.open = true;
  }
  notePhenomena(message, state);
  if (move.act.kind === 'thank') state.closed = true;
  state.pending = null;
}

function notePhenomena(message: number, state: ConversationState): void {
  const { pending } = state;
  if (pending?.kind === 'values')
    state.phenomena.push({ name: 'missing_parameter', messages: [pending.message, message] });
  if (pending?.kind === 'confirmation') {
    for (const step of pending.steps) state.confirmed.add(step);
    state.phenomena.push({ name: 'confirmation', messages: [pending.message, message] });
  }
}

function recordMentions(utterance: Utterance, message: number, state: ConversationState): void {
  const points = [...utterance.text];
  for (const { start, end, meaning } of utterance.marks) {
    if (meaning.kind !== 'mention') continue;
    const element = meaning.element ?? 0;
    const value = state.brief.slots[meaning.slot]?.values[element];
    if (value === undefined) continue;
    const mentions: Mention[] = state.mentions.get(meaning.slot) ?? [];
    mentions[element] = {
      message,
      start,
      end,
      text: points.slice(start, end).join(''),
      value,
      ...(meaning.normalization ? { normalization: meaning.normalization } : {}),
    };
    state.mentions.set(meaning.slot, mentions);
  }
}

function hearAssistant(
  move: Extract<AssistantMove, { kind: 'say' }>,
  state: ConversationState,
  speech: Speech,
  random: Random,
): void {
  const message = state.messages.length;
  const utterance = realiseAssistant(move.act, speech, random.fork(`message-${message}`));
  state.messages.push({ role: 'assistant', content: utterance.text });
  for (const { start, end, meaning } of utterance.marks) {
    if (meaning.kind === 'claim') state.answerSources.push({ message, start, end, source: meaning.source });
  }
  for (const [step, members] of move.shown) state.shown.set(step, members);
  state.pending = move.pending === null ? null : { ...move.pending, message };
  if (move.pending?.kind === 'values') state.gaps.push(...findGaps(move.pending.slots, state));
  if (move.closesGoal) state.open = false;
}

function findGaps(slots: readonly number[], state: ConversationState): GroundingGap[] {
  return state.brief.chain.steps.flatMap((step, index) => {
    const parameters = step.arguments.flatMap(({ parameter, from }) =>
      from.kind === 'slot' && slots.includes(from.slot) ? [parameter] : [],
    );
    return parameters.length === 0 ? [] : [{ step: index, endpoint: step.endpointId, parameters }];
  });
}

function callTools(
  calls: readonly PlannedCall[],
  picks: ReadonlyMap<number, readonly number[]>,
  state: ConversationState,
  executor: Executor,
  random: Random,
): void {
  const message = state.messages.length;
  for (const [step, members] of picks) state.picked.set(step, members);
  const made = calls.map(
    (planned): ToolCall => ({
      id: callId(random.fork(`call-${planned.step}`)),
      name: planned.name,
      parameters: planned.parameters,
    }),
  );
  state.messages.push({ role: 'assistant', content: '', tool_calls: made });
  if (made.length > 1) state.phenomena.push({ name: 'parallel_calls', messages: [message] });
  made.forEach((call, index) => {
    const planned = calls[index];
    if (!planned) return;
    const { output } = executor.execute(call);
    if (isError(output))
      throw new ConversationFailure(
        'tool-error',
        `${call.name} answered ${JSON.stringify(output).slice(0, 200)}`,
      );
    state.executed.set(planned.step, { call, output, message });
    state.messages.push({
      role: 'tool',
      name: call.name,
      tool_call_id: call.id,
      content: JSON.stringify(output),
    });
    for (const { pointer, source } of planned.sources)
      state.argumentSources.push({ call: call.id, pointer, source });
  });
}

function isError(output: JsonValue): boolean {
  if (
    output === null ||
    typeof output !== 'object' ||
    Array.isArray(output) ||
    !Object.hasOwn(output, 'error')
  )
    return false;
  const error = (output as { readonly error?: JsonValue }).error;
  return error !== null && typeof error === 'object' && !Array.isArray(error) && Object.hasOwn(error, 'type');
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Nine alphanumerics: the one form of call id that every consumer accepts. */
function callId(random: Random): string {
  return Array.from({ length: 9 }, () => alphabet.charAt(random.integer(0, alphabet.length - 1))).join('');
}
