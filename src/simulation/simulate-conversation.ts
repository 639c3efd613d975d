import type {
  Awaitable,
  CallMove,
  Speakers,
  SpokenAssistantMove,
  SpokenUserMove,
} from '../agents/agent-ports.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import type { ConversationBrief } from '../planner/conversation-brief.js';
import type { Random } from '../random/random.js';
import type { Executor } from '../types/ports.js';
import { callTools } from './call-tools.js';
import { type ConversationState, createConversationState } from './conversation-state.js';
import { hearAssistant } from './hear-assistant.js';
import { hearUser } from './hear-user.js';

export type Agents = Speakers & {
  readonly executor: Executor;
  /** True of an assistant that may make wrong calls, and get over them. */
  readonly mayErr?: boolean;
};

export type SimulationOutcome =
  | { readonly ok: true; readonly state: ConversationState }
  | { readonly ok: false; readonly reason: string; readonly detail: string };

/** Messages after which a conversation counts as lost. */
const longestConversation = 80;

/** A conversation of agents that answer at once. */
export function simulateConversation(
  brief: ConversationBrief,
  agents: Agents,
  random: Random,
): SimulationOutcome {
  const state = createConversationState(brief);
  try {
    const turns = converse(state, agents, random);
    for (let step = turns.next(); !step.done; ) {
      if (step.value instanceof Promise) throw new TypeError('An offline agent answered with a promise.');
      step = turns.next(step.value);
    }
    return { ok: true, state };
  } catch (error) {
    return asFailure(error);
  }
}

/** A conversation of agents that take their time: the same turns, waited for. */
export async function simulateLiveConversation(
  brief: ConversationBrief,
  agents: Agents,
  random: Random,
): Promise<SimulationOutcome> {
  const state = createConversationState(brief);
  try {
    const turns = converse(state, agents, random);
    for (let step = turns.next(); !step.done; ) step = turns.next(await step.value);
    return { ok: true, state };
  } catch (error) {
    return asFailure(error);
  }
}

type Move = SpokenUserMove | CallMove | SpokenAssistantMove | null;

/**
 * The turn loop: the user speaks, the assistant asks, calls or answers, until the user has nothing more to say. It alone
 * writes the state. What it waits for it yields, so that one loop serves agents that answer at once and agents that do not.
 */
function* converse(
  state: ConversationState,
  { user, assistant, executor, mayErr = false }: Agents,
  random: Random,
): Generator<Awaitable<Move>, void, Move> {
  for (;;) {
    const move = (yield user.next(state)) as SpokenUserMove | null;
    if (move === null) return;
    hearUser(move, state);
    // The assistant's part of a turn: calls as long as it needs to, then one text.
    for (;;) {
      const answer = (yield assistant.next(state)) as CallMove | SpokenAssistantMove;
      if (answer.kind === 'call') callTools(answer, state, executor, random, mayErr);
      else hearAssistant(answer, state);
      if (state.messages.length > longestConversation)
        throw new ConversationFailure('too-long', 'the conversation does not end');
      if (answer.kind === 'say') break;
    }
  }
}

function asFailure(error: unknown): SimulationOutcome {
  if (error instanceof ConversationFailure) return { ok: false, reason: error.reason, detail: error.detail };
  throw error;
}
