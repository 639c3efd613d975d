import { createRandom, type Random } from '../random/random.js';
import type { Intent } from '../types/tool-registry.js';
import { type CompiledGrammar, type Condition, type Conditions, compile } from './compile-grammar.js';
import type { LanguageData } from './data/language-data.js';
import { expand, type Places } from './grammar.js';
import { inflect } from './inflect.js';
import type { EndpointWords } from './reading/endpoint-words.js';
import { remembering } from './remember.js';
import { plainSpeech, type Speech } from './speech.js';
import { type Phrase, phraseToText } from './utterance.js';
import { Words } from './words.js';

/** What is asked for: a thing and what is done to it. */
export type Asked = { readonly words: EndpointWords; readonly intent: Intent };

/** Expands a symbol that speaks of a thing: what the grammar may ask of it holds, and its words stand in its places. */
export function phraseAbout(
  asked: Asked,
  symbol: string,
  { language, register, traits, prefers, memory }: Speech,
  places: Places,
  conditions: readonly Condition[],
  random: Random,
): Phrase {
  const grammar = compile(language.grammar);
  const holds = grammar.holding(traits, conditions, bitsOf(asked, grammar));
  const thing = placesOf(asked);
  return expand(
    symbol,
    { language, register, conditions: holds, prefers, places, thing, used: memory?.used },
    random,
  );
}

/** What the grammar may ask of a thing, worked out once for each: an endpoint's words are the same in every conversation. */
function bitsOf({ words, intent }: Asked, grammar: CompiledGrammar): Conditions {
  let known = askedOf.get(words);
  if (known?.grammar !== grammar) {
    known = { grammar, byIntent: new Map() };
    askedOf.set(words, known);
  }
  let bits = known.byIntent.get(intent);
  if (!bits) {
    bits = grammar.bitsOf(conditionsOf({ words, intent }));
    known.byIntent.set(intent, bits);
  }
  return bits;
}

const askedOf = new WeakMap<
  EndpointWords,
  { readonly grammar: CompiledGrammar; readonly byIntent: Map<Intent, Conditions> }
>();

/** What the grammar may ask of a thing: its intent, number, whose it is, and the part of life that it belongs to. */
export function conditionsOf({ words, intent }: Asked): readonly Condition[] {
  const { into, sphere, branch } = words;
  return [
    intent,
    words.isPlural ? 'plural' : 'singular',
    words.isCountable ? 'countable' : 'mass',
    words.mine ? 'mine' : newnessOf({ words, intent }),
    words.changes ? 'changes' : null,
    into === null ? null : 'into',
    into !== null && words.noun === into ? 'into_itself' : null,
    sphere === null ? null : 'sphere',
    sphere === null ? null : sphereCondition(sphere),
    branch === null ? null : 'branched',
    branch === null ? null : branchCondition(branch),
  ];
}

/** The part of life that a thing belongs to, and the branch of it. */
export function spheresOf({ sphere, branch }: EndpointWords): readonly Condition[] {
  return [
    ...(sphere === null ? [] : ['sphere', sphereCondition(sphere)]),
    ...(branch === null ? [] : ['branched', branchCondition(branch)]),
  ];
}

const sphereCondition = remembering((sphere) => `sphere_${sphere}`);
const branchCondition = remembering((branch) => `in_${branch}`);

/** Whether the thing is any such thing (`kind`), one that is made (`new`), or one that both know of (`known`). */
function newnessOf({ words, intent }: Asked): string {
  if (intent === 'search') return 'kind';
  return intent === 'create' && words.isCountable && !words.isPlural ? 'new' : 'known';
}

export function placesOf({ words }: Asked): Places {
  let places = placesByWords.get(words);
  if (!places) {
    places = {
      noun: [new Words(words.noun)],
      singular: [new Words(words.singular)],
      plural: [new Words(words.plural)],
      things: [new Words(words.isCountable ? words.plural : words.noun)],
      into: [words.into ?? ''],
      counter: [words.counter],
    };
    placesByWords.set(words, places);
  }
  return places;
}

const placesByWords = new WeakMap<EndpointWords, Places>();

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
  return phraseAbout(asked, 'thing', speech, {}, [speaker], random);
}

/** `cancel the booking`: what is done, as the assistant says it of itself, in the form that the text wants. */
export function actionPhrase(asked: Asked, speech: Speech, random: Random): (form: string | null) => Phrase {
  const verb = verbOf(asked, speech.language, random);
  const sameThing = asked.intent === 'update' || asked.intent === 'delete';
  return (form) =>
    phraseAbout(
      asked,
      'action',
      speech,
      { verb: verb(form) },
      ['assistant', sameThing ? 'same_thing' : 'other_thing'],
      random,
    );
}

/** What is asked for in a few words, as records state it: the first verb, the thing. */
export function goalWords(asked: Asked, language: LanguageData): string {
  let ofLocale = goals.get(language);
  if (!ofLocale) {
    ofLocale = new WeakMap();
    goals.set(language, ofLocale);
  }
  const known = ofLocale.get(asked.words);
  if (known?.intent === asked.intent) return known.goal;
  const goal = toGoalWords(asked, language);
  ofLocale.set(asked.words, { intent: asked.intent, goal });
  return goal;
}

/** By locale, then by the words of an endpoint, which has one intent. */
const goals = new WeakMap<
  LanguageData,
  WeakMap<EndpointWords, { readonly intent: Intent; readonly goal: string }>
>();

function toGoalWords(asked: Asked, language: LanguageData): string {
  const places = { verb: [asked.words.verbs[0] ?? asked.intent] };
  const speech = plainSpeech(language);
  return phraseToText(phraseAbout(asked, 'goal', speech, places, ['user'], createRandom('goal')));
}
