import { createRandom, type Random } from '../random/random.js';
import type { Intent } from '../types/tool-registry.js';
import type { LanguageData } from './data/language-data.js';
import type { Places } from './grammar.js';
import { inflect } from './inflect.js';
import type { EndpointWords } from './reading/endpoint-words.js';
import { phraseOf, plainSpeech, type Speech } from './speech.js';
import { type Phrase, phraseToText } from './utterance.js';

/** What is asked for: a thing and what is done to it. */
export type Asked = { readonly words: EndpointWords; readonly intent: Intent };

/** What the grammar may ask of a thing: its intent, number, whose it is, and the part of life that it belongs to. */
export function conditionsOf({ words, intent }: Asked): string[] {
  return [
    intent,
    words.isPlural ? 'plural' : 'singular',
    words.isCountable ? 'countable' : 'mass',
    words.mine ? 'mine' : newnessOf({ words, intent }),
    ...(words.changes ? ['changes'] : []),
    ...(words.into === null ? [] : ['into', ...(words.noun === words.into ? ['into_itself'] : [])]),
    ...spheresOf(words),
  ];
}

/** The part of life that a thing belongs to, and the branch of it. */
export function spheresOf({ sphere, branch }: EndpointWords): string[] {
  return [
    ...(sphere === null ? [] : ['sphere', `sphere_${sphere}`]),
    ...(branch === null ? [] : ['branched', `in_${branch}`]),
  ];
}

/** Whether the thing is any such thing (`kind`), one that is made (`new`), or one that both know of (`known`). */
function newnessOf({ words, intent }: Asked): string {
  if (intent === 'search') return 'kind';
  return intent === 'create' && words.isCountable && !words.isPlural ? 'new' : 'known';
}

export function placesOf({ words }: Asked): Places {
  return {
    noun: [words.noun],
    singular: [words.singular],
    plural: [words.plural],
    things: [words.isCountable ? words.plural : words.noun],
    into: [words.into ?? ''],
    counter: [words.counter],
  };
}

/** The verb of what is asked, in the form that the text wants. */
export function verbOf(
  { words }: Asked,
  language: LanguageData,
  random: Random,
): (form: string | null) => Phrase {
  const verb = random.pick(words.verbs);
  return (form) => [form === null ? verb : inflect(verb, form, language)];
}

/** `the hotel`, `a booking`, `your orders`: the thing as the speaker names it. */
export function thingPhrase(
  asked: Asked,
  speaker: 'user' | 'assistant',
  speech: Speech,
  random: Random,
): Phrase {
  return phraseOf('thing', speech, placesOf(asked), [speaker, ...conditionsOf(asked)], random);
}

/** `cancel the booking`: what is done, as the assistant says it of itself, in the form that the text wants. */
export function actionPhrase(asked: Asked, speech: Speech, random: Random): (form: string | null) => Phrase {
  const verb = verbOf(asked, speech.language, random);
  const sameThing = asked.intent === 'update' || asked.intent === 'delete';
  return (form) =>
    phraseOf(
      'action',
      speech,
      { ...placesOf(asked), verb: verb(form) },
      ['assistant', sameThing ? 'same_thing' : 'other_thing', ...conditionsOf(asked)],
      random,
    );
}

/** What is asked for in a few words, as records state it: the first verb, the thing. */
export function goalWords(asked: Asked, language: LanguageData): string {
  const places = { ...placesOf(asked), verb: [asked.words.verbs[0] ?? asked.intent] };
  const conditions = ['user', ...conditionsOf(asked)];
  return phraseToText(phraseOf('goal', plainSpeech(language), places, conditions, createRandom('goal')));
}
