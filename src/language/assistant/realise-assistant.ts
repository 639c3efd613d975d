import type { Random } from '../../random/random.js';
import type { AssistantAct, ConfirmationItem, UndonePart } from '../acts.js';
import { nameValue, notePhrase } from '../fact-phrase.js';
import { join } from '../join.js';
import { wordsInLocale } from '../locale-words.js';
import { questionPhrase } from '../slot-phrase.js';
import { phraseOf, type Speech } from '../speech.js';
import { actionPhrase, conditionsOf, placesOf, thingPhrase, verbOf } from '../thing-phrase.js';
import { type Phrase, toUtterance, type Utterance } from '../utterance.js';
import { listPhrase, partPhrase } from './report-phrase.js';

/** Words for what the assistant means; every value in them carries the source that supports it. */
export function realiseAssistant(act: AssistantAct, speech: Speech, random: Random): Utterance {
  const phrase = toPhrase(act, { ...speech, isCasual: false }, random);
  return toUtterance(phrase, speech.language.orthography);
}

function toPhrase(act: AssistantAct, speech: Speech, random: Random): Phrase {
  const { language } = speech;
  switch (act.kind) {
    case 'ask': {
      const questions = join(
        act.slots.map((slot) => questionPhrase(slot, speech, random)),
        'questions',
        language,
      );
      const conditions = [act.slots.length > 1 ? 'several' : 'one', ...(act.again ? ['again'] : [])];
      return phraseOf('ask', speech, { questions }, conditions, random);
    }
    case 'offer_choice': {
      const which = phraseOf(
        'which',
        speech,
        { singular: [act.singular] },
        act.several ? ['several'] : ['one'],
        random,
      );
      return join([listPhrase(act.list, speech, random), which], 'sentences', language);
    }
    case 'ask_confirmation': {
      const steps = act.steps.map((step) => confirmationPhrase(step, speech, random));
      const actions = (form: string | null): Phrase =>
        join(
          steps.map((step) => step(form)),
          'steps',
          language,
        );
      return phraseOf('ask_confirmation', speech, { actions }, [], random);
    }
    case 'report': {
      const told = [
        ...act.parts.map((part, index) => partPhrase(part, index, speech, random)),
        ...act.undone.map((part) => undonePhrase(part, act.parts.length > 0, speech, random)),
      ];
      const end = act.undone.length > 0 ? [] : phraseOf('report_end', speech, {}, [], random);
      return [...join(told, 'sentences', language), ...end];
    }
    case 'ask_intent': {
      const [one, other] = random.shuffle(
        act.readings.map((reading) => actionPhrase(reading, speech, random)),
      );
      const places = { one: one ?? [], other: other ?? [] };
      return phraseOf('ask_intent', speech, places, [], random);
    }
    case 'ask_again': {
      const places = {
        ...placesOf({ words: act.words, intent: 'retrieve' }),
        value: act.value === null ? [] : nameValue(act.value, speech, random),
        question: questionPhrase(act.question, speech, random),
        label: [wordsInLocale(act.question.label, language)],
      };
      return phraseOf('ask_again', speech, places, [act.error, ...(act.value ? ['value'] : [])], random);
    }
    case 'welcome':
      return phraseOf('welcome', speech, {}, [], random);
  }
}

function undonePhrase(part: UndonePart, besides: boolean, speech: Speech, random: Random): Phrase {
  const conditions = besides ? ['besides'] : [];
  if (part.kind === 'topic') return phraseOf(`refuse_${part.topic}`, speech, {}, conditions, random);
  const { things } = placesOf(part);
  const places = { noun: things ?? [], action: actionPhrase(part, speech, random) };
  if (part.kind === 'error') return phraseOf('gave_up', speech, places, [part.error ?? ''], random);
  return phraseOf(`undone_${part.kind}`, speech, places, conditions, random);
}

/** `book the table for Luigi's (two people, on 4 May)`: what the assistant would do. */
function confirmationPhrase(
  step: ConfirmationItem,
  speech: Speech,
  random: Random,
): (form: string | null) => Phrase {
  const { language } = speech;
  const verb = verbOf(step, language, random);
  const sameThing = step.intent === 'update' || step.intent === 'delete';
  const details = step.details.map((fact) => notePhrase(fact, speech, random));
  const places = {
    ...placesOf(step),
    the_thing: thingPhrase(step, 'assistant', speech, random),
    target: step.target ? nameValue(step.target, speech, random) : [],
    details: join(details, 'list', language),
  };
  const conditions = [
    sameThing ? 'same_thing' : 'other_thing',
    ...(step.target ? ['target'] : []),
    ...(details.length > 0 ? ['details'] : []),
    ...conditionsOf(step),
  ];
  return (form) => phraseOf('to_confirm', speech, { ...places, verb: verb(form) }, conditions, random);
}
