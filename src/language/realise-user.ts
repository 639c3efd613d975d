import type { Random } from '../random/random.js';
import type { Reference, SlotValue, StepRequest, UserAct } from './acts.js';
import { thingsOf, withArticle } from './endpoint-words.js';
import { detailPhrase, keptPhrase, slotPhrase, slotValuePhrase } from './slot-phrase.js';
import { phraseOf, type Speech } from './speech.js';
import { joinPhrases, type Phrase, toUtterance, type Utterance } from './utterance.js';

/** Most values said inside one clause; the rest follow in a sentence of their own. */
const valuesPerClause = 3;

/** Words for what the user means, with each value's place marked. */
export function realiseUser(act: UserAct, speech: Speech, random: Random): Utterance {
  const lowerCase = speech.register === 'rushed' && random.chance(0.5);
  return toUtterance(toPhrase(act, speech, random), { capitalise: !lowerCase });
}

function toPhrase(act: UserAct, speech: Speech, random: Random): Phrase {
  switch (act.kind) {
    case 'request':
      return wholeRequest(act, speech, random);
    case 'inform':
      return informPhrase(act.slots, speech, random);
    case 'choose':
      return phraseOf(
        'choose',
        speech,
        {
          ref: joinPhrases(
            act.references.map((reference) => referencePhrase(reference, speech, random)),
            ', ',
            ' and ',
          ),
        },
        act.references.length > 1 ? ['several'] : [],
        random,
      );
    case 'confirm':
      return phraseOf('confirm', speech, {}, [], random);
    case 'digress':
      return phraseOf('digress', speech, {}, [], random);
    case 'refuse':
      return phraseOf('refuse', speech, {}, [], random);
    case 'correct': {
      const places = {
        value: slotValuePhrase(act.slot, speech, random),
        clause: slotPhrase(act.slot, speech, random),
        detail: detailPhrase(act.slot, speech, random),
        old: [act.old],
      };
      return phraseOf('correct', speech, places, [act.when, ...(act.old === '' ? [] : ['old'])], random);
    }
    case 'thank':
      return phraseOf('thank', speech, { thing: [`the ${act.thing.noun}`] }, [], random);
  }
}

/** The request, and what nobody may do asked for with it or by itself. */
function wholeRequest(act: Extract<UserAct, { kind: 'request' }>, speech: Speech, random: Random): Phrase {
  const { manner, topic, steps, opening } = act;
  const asked =
    manner === 'vague'
      ? vaguePhrase(steps, speech, random)
      : manner === 'specify'
        ? specifyPhrase(steps, speech, random)
        : steps.length === 0
          ? []
          : requestPhrase(steps, opening, speech, random);
  if (topic === null) return asked;
  const conditions = asked.length > 0 ? ['besides'] : opening ? ['opening'] : ['follow_up'];
  const forbidden = phraseOf(`want_${topic}`, speech, {}, [], random);
  return [
    ...asked,
    ...(asked.length > 0 ? [' '] : []),
    ...phraseOf('ask_forbidden', speech, { forbidden }, conditions, random),
  ];
}

/** The thing, with what is known of it, and not what is to be done about it. */
function vaguePhrase(steps: readonly StepRequest[], speech: Speech, random: Random): Phrase {
  const [step] = steps;
  if (!step) return [];
  const { words } = step;
  const values = slotClause(step.own, step.shared, [], speech, random);
  return phraseOf('request_vague', speech, { thing: [thingsOf(words), ...values] }, [], random);
}

/** What is to be done, once the thing was named; values that were not said yet come with it. */
function specifyPhrase(steps: readonly StepRequest[], speech: Speech, random: Random): Phrase {
  const clauses = steps.map((step): Phrase => {
    const values = slotClause(step.own, step.shared, [], speech, random);
    return [`${random.pick(step.words.verbs)} `, ...objectPhrase(step, speech, random), ...values];
  });
  return phraseOf('specify', speech, { vp: joinPhrases(clauses, ', ', ' and then ') }, [], random);
}

function requestPhrase(
  steps: readonly StepRequest[],
  opening: boolean,
  speech: Speech,
  random: Random,
): Phrase {
  const later: SlotValue[] = [];
  const clauses = steps.map((step) => {
    const shared = step.shared.slice(0, valuesPerClause);
    later.push(...step.shared.slice(valuesPerClause));
    const slots = slotClause(step.own, shared, step.kept, speech, random);
    const object = objectPhrase(step, speech, random);
    return { verb: [`${random.pick(step.words.verbs)} `] as Phrase, object: [...object, ...slots] as Phrase };
  });
  const verbPhrases = joinPhrases(
    clauses.map((clause) => [...clause.verb, ...clause.object]),
    ', ',
    random.pick([' and then ', ' and ', ', then ']),
  );
  const only = steps.length === 1 ? steps[0] : undefined;
  const noun =
    only && only.reference === null && only.intent !== 'update' && only.intent !== 'delete'
      ? clauses[0]?.object
      : undefined;
  const conditions = [
    ...(opening ? ['opening'] : ['follow_up']),
    ...(noun ? ['noun'] : []),
    ...(only ? [only.intent] : ['several']),
    ...(only?.words.isPlural ? ['plural'] : []),
    ...(later.length > 0 ? ['later'] : []),
  ];
  const places: { [place: string]: Phrase } = { vp: verbPhrases, np: noun ?? verbPhrases };
  if (later.length > 0) {
    places.later = joinPhrases(
      later.map((slot) => detailPhrase(slot, speech, random)),
      ', ',
      ' and ',
    );
  }
  return phraseOf('request', speech, places, conditions, random);
}

/** ` in Paris and in Rome from April 11`: own values of siblings joined, shared ones after them. */
function slotClause(
  own: readonly (readonly SlotValue[])[],
  shared: readonly SlotValue[],
  kept: readonly SlotValue[],
  speech: Speech,
  random: Random,
): Phrase {
  const siblings = own
    .filter((slots) => slots.length > 0)
    .map((slots) =>
      joinPhrases(
        slots.map((slot) => slotPhrase(slot, speech, random)),
        ' ',
        ' ',
      ),
    );
  const parts = [
    ...(siblings.length > 0 ? [joinPhrases(siblings, ', ', ' and ')] : []),
    ...keptPhrases(kept, speech, random),
    ...random.shuffle(groupTwins(shared)).map((twins) => twinsPhrase(twins, speech, random)),
  ];
  return parts.flatMap((part) => [' ', ...part]);
}

/** `there`, `on the same date`: at most two hints at values said before. */
function keptPhrases(kept: readonly SlotValue[], speech: Speech, random: Random): Phrase[] {
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

function twinsPhrase(twins: readonly SlotValue[], speech: Speech, random: Random): Phrase {
  const [first, ...rest] = twins;
  if (!first) return [];
  return joinPhrases(
    [slotPhrase(first, speech, random), ...rest.map((twin) => slotValuePhrase(twin, speech, random))],
    ', ',
    ' and ',
  );
}

function objectPhrase(step: StepRequest, speech: Speech, random: Random): Phrase {
  const { words, intent, reference } = step;
  if (!reference) return [withArticle(words, intent)];
  if (reference.by === 'value')
    return [
      `${withArticle(words, intent)} ${random.pick([`for the same ${reference.name}`, `with the same ${reference.name}`])}`,
    ];
  const pointed = referencePhrase(reference, speech, random);
  if (reference.preposition === 'near') return [`${withArticle(words, intent)} near `, ...pointed];
  if (words.into !== null) {
    if (words.into.endsWith(reference.singular))
      return [words.noun === words.into ? 'somebody to ' : `the ${words.noun} to `, ...pointed];
    return [...pointed, ` to the ${words.into}`];
  }
  const same = words.singular === reference.singular || words.noun === reference.singular;
  // "Cancel the refill for Ibuprofen": a name alone would call off the thing that it names.
  if (same && reference.by === 'name' && (intent === 'update' || intent === 'delete'))
    return [`the ${words.singular} for `, ...pointed];
  if (same && intent === 'retrieve') return ['the details of ', ...pointed];
  if (same || /^(details|info|information)$/.test(words.noun))
    return intent === 'retrieve' ? ['the details of ', ...pointed] : pointed;
  if (words.noun === `${reference.singular} details`) return ['the details of ', ...pointed];
  if (intent === 'search') return [`${words.noun} for `, ...pointed];
  return [`${withArticle(words, intent)} for `, ...pointed];
}

function referencePhrase(reference: Reference, speech: Speech, random: Random): Phrase {
  const { singular } = reference;
  switch (reference.by) {
    case 'pronoun':
      return [random.pick(['it', `that ${singular}`])];
    case 'that':
      return [random.pick([`that ${singular}`, `the ${singular} from before`, `the ${singular}`])];
    case 'first':
      if (reference.count > 1) return [`the first ${reference.count === 2 ? 'two' : 'three'}`];
      return [
        random.pick([
          'the first one',
          `the first ${singular}`,
          'the top result',
          'the first one on the list',
        ]),
      ];
    case 'ordinal':
      return [`the ${reference.places.map(ordinal).join(' and the ')} ${random.pick(['one', singular])}`];
    case 'name':
    case 'value':
      return [reference.name];
    case 'extreme':
      return phraseOf(`extreme_${reference.extreme ?? 'cheapest'}`, speech, {}, [], random);
    case 'open':
      return [
        reference.count > 1
          ? 'some of them'
          : random.pick(['one of them', 'the one I pick', 'the one that suits me']),
      ];
  }
}

function ordinal(index: number): string {
  return ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'][index] ?? 'last';
}

function informPhrase(slots: readonly SlotValue[], speech: Speech, random: Random): Phrase {
  const only = slots.length === 1 ? slots[0] : undefined;
  const values = joinPhrases(
    slots.map((slot) => (only ? slotValuePhrase(slot, speech, random) : slotPhrase(slot, speech, random))),
    ', ',
    random.pick([', ', ' and ']),
  );
  return phraseOf('inform', speech, { values }, only ? ['one'] : ['several'], random);
}
