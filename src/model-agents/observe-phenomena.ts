import { clarifications, isAnsweredQuestion } from '../simulation/clarifications.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { PhenomenonEvidence } from '../types/dataset-record.js';

/**
 * What a live conversation shows, read off it: nobody knows beforehand whether a model will ask. Choices, missing tools,
 * refusals and length are read off every record alike.
 */
export function observePhenomena(
  state: ConversationState,
  alternatives: readonly string[],
): PhenomenonEvidence[] {
  const written = state.phenomena.filter(({ name }) => kept.has(name));
  const intent = questionOfIntent(state, alternatives);
  const clarified = clarifications(state).filter((question) => question !== intent);
  const confirmed = confirmations(state).filter(
    (question) => question !== intent && !clarified.includes(question),
  );
  return [
    ...written,
    ...(intent === null ? [] : [exchange('ambiguous_intent', intent)]),
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

/** The question right behind a vague wish that puts alternatives, before anything was called; null where there is none. */
function questionOfIntent(state: ConversationState, alternatives: readonly string[]): number | null {
  const opened = state.requestMessages[0];
  if (state.brief.ambiguity === null || opened === undefined) return null;
  const question = opened + 1;
  const text = state.messages[question]?.content ?? '';
  const puts = alternatives.some((word) => says(text.toLowerCase(), word));
  return puts && isAnsweredQuestion(question, state) && !state.requestMessages.includes(question + 1)
    ? question
    : null;
}

/** Latin words stand by themselves. */
function says(text: string, word: string): boolean {
  return /^[a-z]/.test(word) ? ` ${text} `.includes(` ${word} `) : text.includes(word);
}

/** Questions that the user answered right before something that cannot be undone, and the last one before they declined it. */
function confirmations(state: ConversationState): number[] {
  const irreversible = new Set(
    state.brief.offered.filter((endpoint) => endpoint.irreversible).map(({ callName }) => callName),
  );
  const before = state.calls.flatMap(({ call, message }) => {
    if (!irreversible.has(call.name)) return [];
    const answer = state.messages.findLastIndex(({ role }, index) => index < message && role === 'user');
    return isAnsweredQuestion(answer - 1, state) ? [answer - 1] : [];
  });
  const declined = [...state.unconfirmed].flatMap((step) => {
    const opened = state.requestMessages[state.brief.requestOf[step] ?? 0] ?? 0;
    const end = state.requestMessages.find((message) => message > opened) ?? state.messages.length;
    const question = state.messages.findLastIndex(
      (_, index) => index > opened && index + 1 < end && isAnsweredQuestion(index, state),
    );
    return question < 0 ? [] : [question];
  });
  return [...new Set([...before, ...declined])];
}
