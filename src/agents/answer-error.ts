import { nameWords } from '../sampler/name-words.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import type { AssistantMove } from './agent-ports.js';
import { say } from './say.js';
import { spokenSlot } from './spoken-slot.js';

/** Calls of one step after which an error that may pass counts as one that does not. */
const mostTries = 2;

/** True of a step whose error nobody here can get over: a conflict, or one that did not pass. */
export function isGivenUp(step: number, state: ConversationState): boolean {
  const failure = state.failures.get(step);
  if (!failure || failure.detour) return false;
  return failure.type === 'conflict' || (isPassing(failure.type) && failure.tries >= mostTries);
}

/** Asks for another value where a tool did not take the one that the user gave. */
export function askAboutError(batch: readonly number[], state: ConversationState): AssistantMove | null {
  for (const step of batch) {
    const failure = state.failures.get(step);
    if (!failure || failure.detour || isPassing(failure.type)) continue;
    const slot = refusedSlot(step, failure.message, state);
    const question = slot === null ? undefined : state.slots[slot];
    const words = state.brief.steps[step]?.words;
    if (slot === null || !question || !words) continue;
    const [value] = spokenSlot(slot, state);
    return say(
      { kind: 'ask_again', error: failure.type, question, value: value ?? null, words },
      { kind: 'revision', slot },
    );
  }
  return null;
}

/** The value that the message quotes, or whose parameter it names; else the first that the user gave. */
function refusedSlot(step: number, message: string, state: ConversationState): number | null {
  const given = (state.brief.chain.steps[step]?.arguments ?? []).flatMap(({ parameter, from }) =>
    from.kind === 'slot' && !state.revised.has(from.slot) ? [{ parameter, slot: from.slot }] : [],
  );
  const spoken = given.find(({ slot }) =>
    state.slots[slot]?.values.some((value) => message.includes(`'${String(value)}'`)),
  );
  const named = given.find(({ parameter }) =>
    nameWords(message).join(' ').includes(nameWords(parameter).join(' ')),
  );
  return (spoken ?? named ?? given[0])?.slot ?? null;
}

function isPassing(type: string): boolean {
  return type === 'rate_limit' || type === 'unavailable';
}
