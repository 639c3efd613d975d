import { CannotHoldError } from '../errors/exchange-errors.js';
import type { Message } from '../types/conversation.js';
import { refuseUntrained } from './refuse-untrained.js';
import { type Step, toSteps } from './steps.js';

/** A conversation as LLaMA-Factory takes it. */
export type AlternatingSteps = { readonly system: string | null; readonly steps: readonly Step[] };

/**
 * LLaMA-Factory skips without a word what does not alternate between user or results and assistant, begins with the assistant
 * or does not end with it, and it never reads what is said beside a call: the words are left out here. Throws `CannotHoldError`.
 */
export function toAlternatingSteps(messages: readonly Message[]): AlternatingSteps {
  refuseUntrained(messages, 'LLaMA-Factory');
  const [first] = messages;
  const system = first?.role === 'system' ? first.content : null;
  const steps = toSteps(system === null ? messages : messages.slice(1)).map(withoutWords);
  let turn: 'user' | 'assistant' = 'user';
  for (const { message, results } of steps) {
    if (message.role === 'system') throw new CannotHoldError('a system message stands inside it');
    if (message.role !== turn) throw new CannotHoldError(breaks[message.role]);
    turn = message.role === 'user' || results.length > 0 ? 'assistant' : 'user';
  }
  if (steps.length === 0) throw new CannotHoldError('nothing is said in it');
  if (turn === 'assistant') throw new CannotHoldError('it does not end with the assistant');
  return { system, steps };
}

const breaks = {
  user: 'the user speaks where LLaMA-Factory expects the assistant',
  assistant: 'the assistant speaks where LLaMA-Factory expects the user',
};

function withoutWords(step: Step): Step {
  const { message } = step;
  const isBeside = message.role === 'assistant' && message.tool_calls !== undefined && message.content !== '';
  return isBeside ? { ...step, message: { ...message, content: '' } } : step;
}
