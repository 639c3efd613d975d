import type { SpokenUserMove } from '../agents/agent-ports.js';
import type { Utterance } from '../language/utterance.js';
import { stepsUnder } from '../plan/outline-attempt.js';
import type { ConversationState, Mention } from './conversation-state.js';

/** Writes down what the user said, and what it changes: values, choices, what was open and what was done. */
export function hearUser(move: SpokenUserMove, state: ConversationState): void {
  const message = state.messages.length;
  const { utterance } = move;
  state.messages.push({ role: 'user', content: utterance.text });
  if (move.revises !== null) reviseSlot(move.revises, state);
  recordMentions(utterance, message, state);
  for (const [step, members] of move.picks) state.picked.set(step, members);
  if (move.opens !== null) {
    if (move.opens > 0) state.phenomena.push({ name: 'follow_up_goal', messages: [message] });
    state.request = move.opens;
    state.requestMessages.push(message);
  }
  notePhenomena(move, message, state);
  if (move.manner === 'thanks') state.closed = true;
  state.pending = null;
}

/** What was answered, shown or agreed on under the old value holds no longer. */
function reviseSlot(slot: number, state: ConversationState): void {
  const { brief } = state;
  const right = brief.slots[slot];
  if (!right) throw new RangeError(`There is no slot ${slot} to put right.`);
  state.slots[slot] = right;
  state.revised.add(slot);
  state.mentions.delete(slot);
  for (const step of stepsUnder(slot, brief.chain)) {
    state.executed.delete(step);
    state.failures.delete(step);
    state.picked.delete(step);
    state.shown.delete(step);
    state.told.delete(step);
    state.confirmed.delete(step);
  }
}

function notePhenomena({ manner }: SpokenUserMove, message: number, state: ConversationState): void {
  const { pending, phenomena } = state;
  if (manner === 'correction') phenomena.push({ name: 'user_correction', messages: [message] });
  if (manner === 'digression') state.digressed = true;
  if (pending === null || manner === 'digression') return;
  const exchange = [pending.message, message];
  if (pending.kind === 'values') phenomena.push({ name: 'missing_parameter', messages: exchange });
  if (pending.kind === 'intent') {
    state.specified = true;
    phenomena.push({ name: 'ambiguous_intent', messages: exchange });
  }
  if (pending.kind === 'revision') phenomena.push({ name: 'tool_error', messages: exchange });
  if (pending.kind === 'confirmation' && manner !== 'correction') {
    const answered = manner === 'refusal' ? state.unconfirmed : state.confirmed;
    for (const step of pending.steps) answered.add(step);
    phenomena.push({ name: 'confirmation', messages: exchange });
  }
}

function recordMentions(utterance: Utterance, message: number, state: ConversationState): void {
  const textBetween = sliceByCodePoints(utterance.text);
  for (const { start, end, meaning } of utterance.marks) {
    if (meaning.kind !== 'mention') continue;
    const element = meaning.element ?? 0;
    const value = state.slots[meaning.slot]?.values[element];
    if (value === undefined) continue;
    const mentions: Mention[] = state.mentions.get(meaning.slot) ?? [];
    const text = textBetween(start, end);
    const { normalization } = meaning;
    mentions[element] = normalization
      ? { message, start, end, text, value, normalization }
      : { message, start, end, text, value };
    state.mentions.set(meaning.slot, mentions);
  }
}

/** Parts of a text by code points, which are its units unless some of them are pairs. */
function sliceByCodePoints(text: string): (start: number, end: number) => string {
  if (!/[\ud800-\udbff]/.test(text)) return (start, end) => text.slice(start, end);
  const points = [...text];
  return (start, end) => points.slice(start, end).join('');
}
