import type { Random } from '../../random/random.js';
import type { Reference, StepRequest } from '../acts.js';
import { wordsInLocale } from '../locale-words.js';
import { phraseOf, type Speech } from '../speech.js';
import { conditionsOf, placesOf } from '../thing-phrase.js';
import type { Phrase } from '../utterance.js';
import { referencePhrase } from './reference-phrase.js';

/** What is asked for with what it is for: `the details of that hotel`, `a table for the second one`, `Italian restaurants`. */
export function objectPhrase(step: StepRequest, before: Phrase, speech: Speech, random: Random): Phrase {
  const { reference } = step;
  const places = {
    ...placesOf(step),
    before,
    ref: reference ? referencePhrase(reference, speech, random) : [],
    label: [wordsInLocale(reference?.name ?? '', speech.language)],
  };
  const conditions = [
    'user',
    roleOf(step, reference),
    ...(before.length > 0 ? ['before'] : []),
    ...conditionsOf(step),
  ];
  return phraseOf('object', speech, places, conditions, random);
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
