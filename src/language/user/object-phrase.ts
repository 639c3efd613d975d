import type { Random } from '../../random/random.js';
import type { Reference, StepRequest } from '../acts.js';
import type { Condition } from '../compile-grammar.js';
import type { LanguageData } from '../data/language-data.js';
import { wordsInLocale } from '../locale-words.js';
import { remembering } from '../remember.js';
import { sameValuePhrase } from '../slot-phrase.js';
import type { Speech } from '../speech.js';
import { phraseAbout } from '../thing-phrase.js';
import type { Phrase } from '../utterance.js';
import { referencePhrase, shortNoun } from './reference-phrase.js';

/** Values in front of and behind the thing, and what the grammar may know of the text before (`listed`, `just_named`). */
export type Around = {
  readonly before: Phrase;
  readonly slots: Phrase;
  readonly conditions: readonly Condition[];
};

/** What is asked for with what it is for: `the details of that hotel`, `a table for the second one`, `Italian restaurants`. */
export function objectPhrase(
  step: StepRequest,
  { before, slots, conditions: around }: Around,
  speech: Speech,
  random: Random,
): Phrase {
  const { reference } = step;
  const isValue = reference?.by === 'value';
  const places = {
    noun: [reference ? withoutOwner(step.words.noun, reference, speech.language) : step.words.noun],
    before,
    slots,
    ref: reference ? referencePhrase(reference, around, speech, random) : [],
    owner_noun: [shortNoun(reference?.singular ?? '', speech)],
    label: [wordsInLocale(reference?.name ?? '', speech.language)],
    same: isValue ? sameValuePhrase(reference.name, speech, random) : [],
  };
  const conditions = [
    'user',
    roleOf(step, reference),
    before.length > 0 ? 'before' : null,
    slots.length > 0 ? 'slots' : null,
    reference ? byCondition(reference.by) : null,
    reference ? (reference.count > 1 ? 'of_several' : 'of_one') : null,
    isValue && step.words.singular === reference.name ? 'same_thing' : null,
    ...around,
  ];
  return phraseAbout(step, 'object', speech, places, conditions, random);
}

const byCondition = remembering((by) => `by_${by}`);

/** `restaurant availability` of a restaurant is its availability. */
function withoutOwner(noun: string, { singular }: Reference, { orthography }: LanguageData): string {
  if (singular === '' || !noun.startsWith(singular)) return noun;
  const rest = noun.slice(singular.length);
  const of = orthography.joins.get('of')?.between.text ?? ' ';
  const gap = [of, orthography.spaces ? ' ' : ''].find((each) => rest.startsWith(each));
  const own = gap === undefined ? '' : rest.slice(gap.length);
  return own.length > 1 ? own : noun;
}

/** Whether a step asks for nothing but what it points at. */
export function isThingItself(step: StepRequest): boolean {
  return roleOf(step, step.reference) === 'itself';
}

/** Whether a step asks for no more than the particulars of what it points at. */
export function isDetails(step: StepRequest): boolean {
  return roleOf(step, step.reference) === 'details';
}

/** What the thing that is pointed at is to the thing that is asked for. */
function roleOf({ words, intent }: StepRequest, reference: Reference | null): string {
  if (!reference) return 'lone';
  if (reference.by === 'value') return 'same_value';
  if (reference.preposition === 'near') return 'near';
  if (words.into !== null) {
    if (!words.into.endsWith(reference.singular)) return 'put_it';
    return words.noun === words.into ? 'put_somebody' : 'put_thing';
  }
  const same = words.singular === reference.singular || words.noun === reference.singular;
  const writes = intent === 'update' || intent === 'delete';
  // "Cancel the refill for Ibuprofen": a name alone would call off the thing that it names.
  if (same && reference.by === 'name' && writes) return 'that_of';
  if (same) return intent === 'retrieve' ? 'details' : 'itself';
  if (words.saysLittle) return intent === 'retrieve' ? 'details' : 'itself';
  if (words.isDetailsOf === reference.singular) return 'details';
  return 'for_it';
}
