import type { Random } from '../../random/random.js';
import type { SlotValue, StepRequest } from '../acts.js';
import { join } from '../join.js';
import { keptPhrase, type SlotPlace, type SpokenSlot, speakSlot } from '../slot-phrase.js';
import type { Speech } from '../speech.js';
import type { Phrase } from '../utterance.js';

/** What a request says where: the values of each step, and what stands outside the clause that asks. */
export type RequestPlan = {
  readonly steps: readonly PlannedStep[];
  /** At the head of the sentence. */
  readonly front: readonly Phrase[];
  /** Sentences of their own, without their full stops. */
  readonly states: readonly Phrase[];
};

export type PlannedStep = {
  readonly step: StepRequest;
  readonly before: readonly Phrase[];
  readonly after: readonly Phrase[];
  /** Values that follow as a list of details. */
  readonly later: readonly SlotValue[];
};

/** Most values said inside one clause; the rest follow outside it. */
const valuesPerClause = 3;
/** Most values that get a sentence of their own. */
const mostStates = 2;
/** Chance that a value which may stand elsewhere does, in the layout that is for it and in the others. */
const chances = { layout: 0.9, otherwise: 0.12 };

/**
 * Decides where each value of a request is said: order and place vary, the values do not. `inside`: all stand with the thing
 * that they belong to.
 */
export function planRequest(
  steps: readonly StepRequest[],
  inside: boolean,
  speech: Speech,
  random: Random,
): RequestPlan {
  const plan = { front: [] as Phrase[], states: [] as Phrase[] };
  const prefers = (layout: string): boolean =>
    random.chance(speech.prefers.has(`layout_${layout}`) ? chances.layout : chances.otherwise);
  const [toFront, toStates, toLater] = [prefers('front'), prefers('stated'), prefers('later')];
  const lone = steps.length === 1;
  const planned = steps.map((step, index): PlannedStep => {
    const before: Phrase[] = [];
    const later: SlotValue[] = [];
    const after: Placed[] = [
      ...siblingPhrases(step, speech, random),
      ...keptPhrases(step, speech, random),
    ].map((phrase) => ({ phrase, rank: null }));
    let room = valuesPerClause;
    for (const twins of random.shuffle(groupTwins(step.shared.map((slot) => asWritten(slot, step))))) {
      const [slot, ...others] = twins;
      if (!slot) continue;
      const spoken = speakSlot(slot, speech, random);
      const place = others.length > 0 ? 'say' : placeFor(spoken);
      if (place === 'later') later.push(...twins);
      else if (place === 'state') plan.states.push(spoken.at('state'));
      else if (place === 'front') plan.front.push(spoken.at('front'));
      else if (place === 'before') before.push(spoken.at('before'));
      else after.push({ phrase: twinsPhrase(spoken, others, speech, random), rank: spoken.rank });
      if (place === 'before' || place === 'say') room -= 1;
    }
    return { step, before, after: inOrder(after), later };

    function placeFor(spoken: SpokenSlot): SlotPlace | 'later' {
      if (inside) return spoken.can('say') ? 'say' : 'before';
      const head = speech.language.layout.front;
      if (lone && toStates && plan.states.length < mostStates && spoken.can('state')) return 'state';
      if (index === 0 && plan.front.length < head && spoken.can('front') && (toFront || !spoken.can('say')))
        return 'front';
      if (lone && toLater && room < valuesPerClause && step.shared.length > 2) return 'later';
      if (room <= 0)
        return lone && spoken.can('state') && plan.states.length < mostStates ? 'state' : 'later';
      const mayModify = step.reference === null && step.intent === 'search' && spoken.can('before');
      if (mayModify && before.length < speech.language.layout.before) {
        if (!spoken.can('say') || random.chance(0.5)) return 'before';
      }
      return 'say';
    }
  });
  return { steps: planned, ...plan };
}

type Placed = { readonly phrase: Phrase; readonly rank: number | null };

/** Of values at the very end: long texts, and what is said in passing. */
const endRank = 9;

/** Values that belong together (from, until) stand side by side, where the first of them came up; long ones at the end. */
function inOrder(placed: readonly Placed[]): Phrase[] {
  const inside = placed.filter(({ rank }) => rank === null || rank < endRank);
  const atEnd = placed.filter(({ rank }) => rank !== null && rank >= endRank);
  const ranked = inside.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const others = inside.filter(({ rank }) => rank === null);
  const first = inside.findIndex(({ rank }) => rank !== null);
  const start = first < 0 ? others.length : first;
  return [...others.slice(0, start), ...ranked, ...others.slice(start), ...atEnd].map(({ phrase }) => phrase);
}

/** What is noted down or put somewhere has its values; only what is changed gets other ones. */
function asWritten(slot: SlotValue, { words }: StepRequest): SlotValue {
  return slot.intent === 'update' && !words.changes ? { ...slot, intent: 'create' } : slot;
}

/** Values that tell parallel siblings apart: `in Paris and in Rome`. */
function siblingPhrases(step: StepRequest, speech: Speech, random: Random): Phrase[] {
  const siblings = step.own
    .filter((slots) => slots.length > 0)
    .map((slots) =>
      join(
        slots.map((slot) => speakSlot(asWritten(slot, step), speech, random).at('say')),
        'slots',
        speech.language,
      ),
    );
  return siblings.length > 0 ? [join(siblings, 'and', speech.language)] : [];
}

/** `there`, `on the same date`: at most two hints at values said before. */
function keptPhrases({ kept }: StepRequest, speech: Speech, random: Random): Phrase[] {
  const hints = kept.map((slot) => keptPhrase(slot, speech, random));
  const distinct = hints.filter(
    (hint, index) => hints.findIndex((other) => String(other) === String(hint)) === index,
  );
  return distinct.slice(0, 2);
}

/** Values of one kind that only a number in their label tells apart (`city 1`, `city 2`) are said together. */
function groupTwins(slots: readonly SlotValue[]): SlotValue[][] {
  const groups = new Map<string, SlotValue[]>();
  for (const slot of slots) {
    const key = `${slot.concept ?? ''}/${slot.label.replace(/\s*\d+$|\b(first|second|one|two|a|b)\b/g, '').trim()}`;
    groups.set(key, [...(groups.get(key) ?? []), slot]);
  }
  return [...groups.values()];
}

function twinsPhrase(
  first: SpokenSlot,
  others: readonly SlotValue[],
  speech: Speech,
  random: Random,
): Phrase {
  return join(
    [first.at('say'), ...others.map((twin) => speakSlot(twin, speech, random).value)],
    'and',
    speech.language,
  );
}
