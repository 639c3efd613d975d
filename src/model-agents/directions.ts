import { isGivenUp } from '../agents/answer-error.js';
import { isToBeDone } from '../agents/is-to-be-done.js';
import { ConversationFailure } from '../errors/conversation-failure.js';
import type { SlotValue } from '../language/acts.js';
import { asks } from '../language/asks.js';
import type { LanguageData } from '../language/data/language-data.js';
import { join } from '../language/join.js';
import { wordsInLocale } from '../language/locale-words.js';
import { phraseOf, plainSpeech } from '../language/speech.js';
import { phraseToText } from '../language/utterance.js';
import type { BriefRequest } from '../planner/conversation-brief.js';
import { createRandom } from '../random/random.js';
import type { ConversationState } from '../simulation/conversation-state.js';
import { sayableValue } from './sayable-value.js';

/** What the live user is told before each message. In the words of the wire: it stands in the prompt as JSON. */
export type Directions = {
  readonly wish: Wish | null;
  /** Not told yet; told only when asked for. */
  readonly answers: readonly Sayable[];
  /** Told already, for reference. */
  readonly said: readonly Sayable[];
  /** What a vague wish meant, for when the assistant asks. */
  readonly meant: string | null;
  readonly correct: { readonly label: string; readonly from: string; readonly to: string } | null;
  readonly refuse: boolean;
  readonly finish: boolean;
  /** The assistant's last message; empty at the start. */
  readonly last: string;
};

export type Sayable = { readonly label: string; readonly say: string };

type Wish = {
  readonly index: number;
  readonly text: string;
  /** One way to put it, precise in what it refers to; null where that depends on what was said. */
  readonly draft: string | null;
  readonly vague: boolean;
  /** It is about something that the assistant found before. */
  readonly refers_back: boolean;
  /** The first of what is found will do. */
  readonly first_will_do: boolean;
  readonly values: readonly Sayable[];
};

export type UserTask = {
  readonly directions: Directions;
  /** Request that the message opens. */
  readonly opens: number | null;
  /** Slot that it puts right. */
  readonly revises: number | null;
};

/** `vague`: without what is to be done; `specify`: what a vague one meant. */
export type WishManner = 'plain' | 'vague' | 'specify';

/** Words a request as the offline user would; null where it cannot be worded from this state. */
export type DraftWish = (request: number, manner: WishManner, state: ConversationState) => string | null;

/** User messages within one request after which nothing is expected any more. */
const mostMessages = 6;

/**
 * What the user does now, from the plan and the state of things: bring up the next wish, react, put something right, or end.
 * Throws `ConversationFailure` where the conversation goes in circles.
 */
export function directUser(state: ConversationState, draftWish: DraftWish, language: LanguageData): UserTask {
  const { brief, request } = state;
  const said = state.messages.at(-1);
  const last = said?.role === 'assistant' ? said.content : '';
  const idle: Directions = {
    wish: null,
    answers: [],
    said: [],
    meant: null,
    correct: null,
    refuse: false,
    finish: false,
    last,
  };

  const wrong = request < 0 ? null : wrongSlot(last, state);
  if (wrong !== null) {
    const correct = correction(wrong, state, language);
    return { directions: { ...idle, correct }, opens: null, revises: wrong };
  }
  const current = brief.requests[request];
  if (current && openSteps(current, state).length > 0) {
    if (messagesSince(state) >= mostMessages)
      throw new ConversationFailure(
        'stuck',
        `the assistant does not get on with "${wishText(current, state, language)}"`,
      );
    const known = slotsOf(current, state);
    const told = (isTold: boolean): Sayable[] =>
      known
        .filter(({ slot }) => state.mentions.has(slot) === isTold)
        .flatMap((slot) => sayables(slot, language));
    return {
      directions: {
        ...idle,
        ...{ answers: told(false), said: told(true) },
        ...{ meant: meaningOf(current, state, draftWish, language), refuse: isUnwanted(current, state) },
      },
      opens: null,
      revises: null,
    };
  }
  const next = brief.requests[request + 1];
  if (!next) return { directions: { ...idle, finish: true }, opens: null, revises: null };
  const wish = toWish(request + 1, next, state, draftWish, language);
  return { directions: { ...idle, wish }, opens: request + 1, revises: null };
}

/** What the vague wish that opened the conversation meant, until the user has said more or something was called for it. */
function meaningOf(
  request: BriefRequest,
  state: ConversationState,
  draftWish: DraftWish,
  language: LanguageData,
): string | null {
  const isOpen = state.brief.ambiguity !== null && state.request === 0 && state.calls.length === 0;
  if (!isOpen || messagesSince(state) > 1) return null;
  return draftWish(0, 'specify', state) ?? wishText(request, state, language);
}

/** Steps of a request that are still to be called. */
export function openSteps({ steps }: BriefRequest, state: ConversationState): number[] {
  return steps.filter(
    (step) =>
      isToBeDone(step, state.brief) &&
      !state.executed.has(step) &&
      !state.unconfirmed.has(step) &&
      !isGivenUp(step, state),
  );
}

function toWish(
  index: number,
  request: BriefRequest,
  state: ConversationState,
  draftWish: DraftWish,
  language: LanguageData,
): Wish {
  const { brief } = state;
  const vague = index === 0 && brief.ambiguity !== null;
  const values = slotsOf(request, state).filter(
    ({ slot }) => !brief.withheld.has(slot) && !state.mentions.has(slot),
  );
  return {
    index,
    text: vague ? (brief.steps[0]?.words.singular ?? '') : wishText(request, state, language),
    draft: draftWish(index, vague ? 'vague' : 'plain', state),
    vague,
    refers_back: request.steps.some((step) => leansOnEarlier(step, request, state)),
    first_will_do: request.steps.some((step) => brief.picks.get(step)?.policy === 'first'),
    values: values.flatMap((slot) => sayables(slot, language)),
  };
}

function wishText(
  { steps, topic }: BriefRequest,
  { brief }: ConversationState,
  language: LanguageData,
): string {
  const goals = steps.map((step) => [brief.steps[step]?.goal ?? '']);
  const forbidden =
    topic === null
      ? []
      : [phraseOf(`want_${topic}`, plainSpeech(language), {}, [], createRandom(brief.scenario.goal))];
  return phraseToText(join([...goals, ...forbidden], 'list', language));
}

function leansOnEarlier(step: number, request: BriefRequest, { brief }: ConversationState): boolean {
  return (brief.chain.steps[step]?.arguments ?? []).some(
    ({ from }) => from.kind === 'link' && !request.steps.includes(from.step),
  );
}

/** Values that the user brings to a request, as they would say them now. */
function slotsOf({ steps }: BriefRequest, state: ConversationState): SlotValue[] {
  const slots = new Set(
    steps.flatMap((step) =>
      (state.brief.chain.steps[step]?.arguments ?? []).flatMap(({ from }) =>
        from.kind === 'slot' && !state.brief.context.has(from.slot) ? [from.slot] : [],
      ),
    ),
  );
  return [...slots].flatMap((slot) => state.slots[slot] ?? []);
}

function sayables(slot: SlotValue, language: LanguageData): Sayable[] {
  const label = wordsInLocale(slot.label, language);
  return slot.values.map((value) => ({ label, say: sayableValue(slot, value, language) }));
}

/** The slot whose first value now shows to be wrong: in a refused call, in a report, or where the user is to confirm. */
function wrongSlot(last: string, state: ConversationState): number | null {
  for (const twist of state.brief.twists) {
    if (twist.kind === 'tool_error' && twist.recovery.by === 'asking') {
      const { slot } = twist.recovery;
      if (state.failures.has(twist.step) && !state.revised.has(slot)) return slot;
    }
    if (twist.kind !== 'user_correction' || state.revised.has(twist.slot)) continue;
    const takers = state.brief.chain.steps.flatMap((step, index) =>
      step.arguments.some(({ from }) => from.kind === 'slot' && from.slot === twist.slot) ? [index] : [],
    );
    const due =
      twist.when === 'after_report'
        ? takers.some((step) => state.executed.has(step))
        : asks(last) && takers.some((step) => isReady(step, state));
    if (due) return twist.slot;
  }
  return null;
}

/** Whether all is there for a step that is put to the user first. */
function isReady(step: number, state: ConversationState): boolean {
  if (state.brief.steps[step]?.endpoint.irreversible !== true || state.executed.has(step)) return false;
  return (state.brief.chain.steps[step]?.arguments ?? []).every(({ from }) => {
    if (from.kind === 'slot') return state.mentions.has(from.slot) || state.brief.context.has(from.slot);
    return from.kind !== 'link' || state.executed.has(from.step);
  });
}

function correction(slot: number, state: ConversationState, language: LanguageData): Directions['correct'] {
  const right = state.brief.slots[slot];
  const wrong = state.slots[slot];
  if (!right || !wrong) throw new RangeError(`There is no slot ${slot} to put right.`);
  const [from, to] = [wrong, right].map((each) =>
    each.values.map((value) => sayableValue(each, value, language)).join(', '),
  );
  return { label: wordsInLocale(right.label, language), from: from ?? '', to: to ?? '' };
}

function isUnwanted(request: BriefRequest, { brief }: ConversationState): boolean {
  return brief.twists.some((twist) => twist.kind === 'not_confirmed' && request.goals.includes(twist.goal));
}

/** User messages since the request under way was opened, itself included. */
function messagesSince(state: ConversationState): number {
  const opened = state.requestMessages.at(-1) ?? 0;
  return state.messages.filter(({ role }, index) => role === 'user' && index >= opened).length;
}
