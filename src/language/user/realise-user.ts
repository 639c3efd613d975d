import type { Random } from '../../random/random.js';
import type { SlotValue, UserAct } from '../acts.js';
import { applyHabits } from '../apply-habits.js';
import { join } from '../join.js';
import { detailPhrase, detailsJoin, slotPhrase, slotValuePhrase } from '../slot-phrase.js';
import { phraseOf, type Speech } from '../speech.js';
import { thingPhrase } from '../thing-phrase.js';
import { type Phrase, toUtterance, type Utterance } from '../utterance.js';
import { referencePhrase } from './reference-phrase.js';
import { requestPhrase } from './request-phrase.js';

/** Words for what the user means, with each value's place marked. */
export function realiseUser(act: UserAct, speech: Speech, random: Random): Utterance {
  const { spaces, capitals } = speech.language.orthography;
  const lowerCase = speech.register === 'rushed' && random.chance(0.5);
  const phrase = applyHabits(toPhrase(act, speech, random), speech, random.fork('habits'));
  return toUtterance(phrase, { spaces, capitals: capitals && !lowerCase });
}

function toPhrase(act: UserAct, speech: Speech, random: Random): Phrase {
  const { language } = speech;
  switch (act.kind) {
    case 'request':
      return requestPhrase(act, speech, random);
    case 'inform':
      return informPhrase(act.slots, speech, random);
    case 'choose': {
      const references = act.references.map((reference) =>
        referencePhrase(reference, ['chosen'], speech, random),
      );
      const several = act.references.length > 1 ? ['several'] : [];
      const named = act.references.every(({ by }) => by === 'name') ? ['named'] : [];
      const places = { ref: join(references, 'and', language) };
      return phraseOf('choose', speech, places, [...several, ...named], random);
    }
    case 'confirm':
    case 'digress':
    case 'refuse':
      return phraseOf(act.kind, speech, {}, [], random);
    case 'correct': {
      const places = {
        value: slotValuePhrase(act.slot, speech, random),
        clause: slotPhrase(act.slot, speech, random),
        detail: detailPhrase(act.slot, speech, random),
        old: [act.old],
      };
      return phraseOf('correct', speech, places, [act.when, ...(act.old === '' ? [] : ['old'])], random);
    }
    case 'thank': {
      const asked = { words: { ...act.thing, mine: false }, intent: 'retrieve' as const };
      return phraseOf('thank', speech, { the_thing: thingPhrase(asked, 'user', speech, random) }, [], random);
    }
  }
}

function informPhrase(slots: readonly SlotValue[], speech: Speech, random: Random): Phrase {
  const only = slots.length === 1 ? slots[0] : undefined;
  const values = join(
    slots.map((slot) => (only ? slotValuePhrase(slot, speech, random) : slotPhrase(slot, speech, random))),
    random.pick(['and', 'list']),
    speech.language,
  );
  const details = (): Phrase =>
    join(
      slots.map((slot) => detailPhrase(slot, speech, random)),
      detailsJoin(speech.language),
      speech.language,
    );
  return phraseOf('inform', speech, { values, details }, only ? ['one'] : ['several'], random);
}
