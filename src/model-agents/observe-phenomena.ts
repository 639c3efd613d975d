import { asks } from '../dataset/asks.js';
import { sourcesIn } from '../provenance/sources-in.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { PhenomenonEvidence } from '../types/dataset-record.js';
import type { Source } from '../types/provenance.js';

/**
 * What a live conversation shows, read off it: nobody knows beforehand whether a model will ask. Choices, missing tools,
 * refusals and length are read off every record alike.
 */
export function observePhenomena(state: ConversationState): PhenomenonEvidence[] {
  const written = state.phenomena.filter(({ name }) => kept.has(name));
  const clarified = clarifications(state);
  const confirmed = confirmations(state).filter((question) => !clarified.includes(question));
  return [
    ...written,
    ...clarified.map((question): PhenomenonEvidence => exchange('missing_parameter', question)),
    ...confirmed.map((question): PhenomenonEvidence => exchange('confirmation', question)),
  ];
}

/** What the turn loop sees as it happens, whoever speaks. */
const kept: ReadonlySet<string> = new Set([
  'parallel_calls',
  'tool_error',
  'user_correction',
  'follow_up_goal',
]);

function exchange(name: PhenomenonEvidence['name'], question: number): PhenomenonEvidence {
  return { name, messages: [question, question + 1] };
}

/** Questions whose answer some argument takes a value from. */
function clarifications(state: ConversationState): number[] {
  const used = new Set(state.argumentSources.flatMap(({ source }) => userMessages(source)));
  return state.messages.flatMap((_, index) =>
    isQuestion(index, state) && used.has(index + 1) && !state.requestMessages.includes(index + 1)
      ? [index]
      : [],
  );
}

function userMessages(source: Source): number[] {
  return sourcesIn(source).flatMap((part) => (part.kind === 'user' ? [part.message] : []));
}

/** Questions that the user answered right before something that cannot be undone, and the last one before they declined it. */
function confirmations(state: ConversationState): number[] {
  const irreversible = new Set(
    state.brief.offered.filter((endpoint) => endpoint.irreversible).map(({ callName }) => callName),
  );
  const before = state.calls.flatMap(({ call, message }) => {
    if (!irreversible.has(call.name)) return [];
    const answer = state.messages.findLastIndex(({ role }, index) => index < message && role === 'user');
    return isQuestion(answer - 1, state) ? [answer - 1] : [];
  });
  const declined = [...state.unconfirmed].flatMap((step) => {
    const opened = state.requestMessages[state.brief.requestOf[step] ?? 0] ?? 0;
    const end = state.requestMessages.find((message) => message > opened) ?? state.messages.length;
    const question = state.messages.findLastIndex(
      (_, index) => index > opened && index + 1 < end && isQuestion(index, state),
    );
    return question < 0 ? [] : [question];
  });
  return [...new Set([...before, ...declined])];
}

/** A text of the assistant that asks, with the user's answer right behind it. */
function isQuestion(index: number, { messages }: ConversationState): boolean {
  const message = messages[index];
  return (
    message?.role === 'assistant' &&
    !message.tool_calls &&
    asks(message.content) &&
    messages[index + 1]?.role === 'user'
  );
}
