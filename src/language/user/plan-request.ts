import type { Random } from '../../random/random.js';
import type { SlotValue, StepRequest } from '../acts.js';
import { join } from '../join.js';
import { remembering } from '../remember.js';
import { keptPhrase, type SlotPlace, type SpokenSlot, speakSlot } from '../slot-phrase.js';
import type { Speech } from '../speech.js';
import { type Phrase, phraseToText } from '../utterance.js';

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
  const front: Placed[] = [];
  const plan = { states: [] as Phrase[] };
  const prefers = (layout: string): boolean =>
    random.chance(speech.prefers.has(`layout_${layout}`) ? chances.layout : chances.otherwise);
  const [toFront, toStates, toLater] = [prefers('front'), prefers('stated'), prefers('later')];
  const lone = steps.length === 1;
  const planned = steps.map((step, index): PlannedStep => {
    const before: Phrase[] = [];
    const later: SlotValue[] = [];
    const after: Placed[] = [
      ...siblingPhrases(step, speech, random),
      ...keptPhrases(step, speech, random).map((phrase) => ({ say: () => phrase, rank: null })),
    ];
    let room = valuesPerClause;
    for (const twins of random.shuffle(groupTwins(step.shared.map((slot) => asWritten(slot, step))))) {
      const [slot, ...others] = twins;
      if (!slot) continue;
      const spoken = speakSlot(slot, speech, random);
      const place = others.length > 0 ? 'say' : placeFor(spoken);
      if (place === 'later') later.push(...twins);
      else if (place === 'state') plan.states.push(spoken.at('state'));
      else if (place === 'front') front.push(placed(spoken, 'front'));
      else if (place === 'before') before.push(spoken.at('before'));
      else if (others.length > 0) {
        const twins = twinsPhrase(spoken, others, speech, random);
        after.push({ say: () => twins, rank: spoken.rank });
      } else after.push(placed(spoken, 'say'));
      if (place === 'before' || place === 'say') room -= 1;
    }
    return { step, before, after: inOrder(after), later };

    function placeFor(spoken: SpokenSlot): SlotPlace | 'later' {
      if (inside) return spoken.can('say') ? 'say' : 'before';
      const head = speech.language.layout.front;
      if (lone && toStates && plan.states.length < mostStates && spoken.can('state')) return 'state';
      if (index === 0 && front.length < head && spoken.can('front') && (toFront || !spoken.can('say')))
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
  return { steps: planned, front: inOrder(front), ...plan };
}

type Placed = { readonly say: (place: 'say' | 'linked') => Phrase; readonly rank: number | null };

/** A value settled in its words for a place, and for a value of the next rank behind it where the locale has words for that. */
function placed(spoken: SpokenSlot, at: 'say' | 'front'): Placed {
  const said = spoken.at(at);
  return {
    say: (place) => (place === 'linked' && spoken.can('linked') ? spoken.at('linked') : said),
    rank: spoken.rank,
  };
}

/** Of values at the very end: long texts, and what is said in passing. */
const endRank = 9;

/** Values that belong together (from, until) stand side by side, where the first of them came up; long ones at the end. */
function inOrder(placed: readonly Placed[]): Phrase[] {
  if (placed.length <= 1) return placed.map(({ say }) => say('say'));
  const inside = placed.filter(({ rank }) => rank === null || rank < endRank);
  const byRank = (one: Placed, other: Placed): number => (one.rank ?? 0) - (other.rank ?? 0);
  const atEnd = placed.filter(({ rank }) => rank !== null && rank >= endRank).sort(byRank);
  const ranked = inside.filter(({ rank }) => rank !== null).sort(byRank);
  const others = inside.filter(({ rank }) => rank === null);
  const first = inside.findIndex(({ rank }) => rank !== null);
  const start = first < 0 ? others.length : first;
  const row = [...others.slice(0, start), ...ranked, ...others.slice(start), ...atEnd];
  return row.map(({ say, rank }, index) => {
    const next = row[index + 1]?.rank;
    return say(rank !== null && next === rank + 1 ? 'linked' : 'say');
  });
}

/** What is noted down or put somewhere has its values; only what is changed gets other ones. */
function asWritten(slot: SlotValue, { words }: StepRequest): SlotValue {
  return slot.intent === 'update' && !words.changes ? { ...slot, intent: 'create' } : slot;
}

/** Values that tell parallel siblings apart: `in Paris and Rome`, `in Paris on Friday and in Rome on Monday`. */
function siblingPhrases(step: StepRequest, speech: Speech, random: Random): Placed[] {
  if (step.own.every((slots) => slots.length === 0)) return [];
  const siblings = step.own
    .filter((slots) => slots.length > 0)
    .map((slots) => slots.map((slot) => speakSlot(asWritten(slot, step), speech, random)));
  const [first] = siblings;
  const [lone] = first ?? [];
  if (!first || !lone) return [];
  if (siblings.every((slots) => slots.length === 1)) {
    const values = join(
      siblings.flatMap((slots) => slots.map(({ value }) => value)),
      'and',
      speech.language,
    );
    const phrase = siblings.length === 1 ? lone.at('say') : lone.at('say', values);
    return [{ say: () => phrase, rank: lone.rank }];
  }
  const phrases = siblings.map((slots) =>
    join(inOrder(slots.map((slot) => placed(slot, 'say'))), 'slots', speech.language),
  );
  const phrase = join(phrases, 'and', speech.language);
  return [{ say: () => phrase, rank: null }];
}

/** `there`, `on the same date`: at most two hints at values said before. */
function keptPhrases({ kept }: StepRequest, speech: Speech, random: Random): Phrase[] {
  if (kept.length === 0) return [];
  const hints = kept.map((slot) => keptPhrase(slot, speech, random));
  const distinct = hints.filter(
    (hint, index) => hints.findIndex((other) => phraseToText(other) === phraseToText(hint)) === index,
  );
  return distinct.slice(0, 2);
}

/** Values of one kind that only a number in their label tells apart (`city 1`, `city 2`) are said together. */
function groupTwins(slots: readonly SlotValue[]): SlotValue[][] {
  const groups: SlotValue[][] = [];
  for (const slot of slots) {
    const kind = withoutNumber(slot.label);
    const group = groups.find(([one]) => one?.concept === slot.concept && withoutNumber(one.label) === kind);
    if (group) group.push(slot);
    else groups.push([slot]);
  }
  return groups;
}

const withoutNumber = remembering((label) =>
  label.replace(/\s*\d+$|\b(first|second|one|two|a|b)\b/g, '').trim(),
);

/** `in Paris and Rome`. */
function twinsPhrase(
  first: SpokenSlot,
  others: readonly SlotValue[],
  speech: Speech,
  random: Random,
): Phrase {
  const values = [first.value, ...others.map((twin) => speakSlot(twin, speech, random).value)];
  return first.at('say', join(values, 'and', speech.language));
}
