import type { Random } from '../../random/random.js';
import type { AssistantAct, ConfirmationItem } from '../acts.js';
import type { LanguageData } from '../data/language-data.js';
import { detailsOf, nameValue, notePhrase } from '../fact-phrase.js';
import { join } from '../join.js';
import { wordsInLocale } from '../locale-words.js';
import { questionPhrase } from '../slot-phrase.js';
import { inOneText, phraseOf, type Speech } from '../speech.js';
import { actionPhrase, phraseAbout, placesOf, thingPhrase, verbOf } from '../thing-phrase.js';
import { type Phrase, toUtterance, type Utterance } from '../utterance.js';
import { listPhrase } from './list-phrase.js';
import { reportPhrase } from './report-phrase.js';

/** Words for what the assistant means; every value in them carries the source that supports it. */
export function realiseAssistant(act: AssistantAct, speech: Speech, random: Random): Utterance {
  const phrase = toPhrase(act, inOneText(speech), random);
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
      return join([listPhrase(act.list, 'first_part', speech, random), which], 'sentences', language);
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
      const told = reportPhrase(act.parts, act.undone, speech, random);
      const end = act.undone.length > 0 ? [] : phraseOf('report_end', speech, {}, [], random);
      return [...told, ...end];
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
        value: act.value === null ? [] : nameValue(act.value, speech),
        question: questionPhrase(act.question, speech, random),
        label: [wordsInLocale(act.question.label, language)],
      };
      return phraseOf('ask_again', speech, places, [act.error, ...(act.value ? ['value'] : [])], random);
    }
    case 'welcome':
      return phraseOf('welcome', speech, {}, [], random);
  }
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
  const { adverbials, notes } = detailsOf(step.details, speech, random);
  const places = {
    the_thing: thingPhrase(step, 'assistant', speech, random),
    target: step.target ? nameValue(step.target, speech) : [],
    details: join(
      step.details.map((fact) => notePhrase(fact, speech, random)),
      'list',
      language,
    ),
    adverbials,
    notes,
  };
  const conditions = [
    sameThing ? 'same_thing' : 'other_thing',
    step.target ? 'target' : null,
    step.target && isCalledSo(step, language) ? 'named_so' : null,
    step.details.length > 0 ? 'details' : null,
    adverbials.length > 0 ? 'adverbials' : null,
    notes.length > 0 ? 'notes' : null,
  ];
  return (form) =>
    phraseAbout(step, 'to_confirm', speech, { ...places, verb: verb(form) }, conditions, random);
}

/** Whether the target is such a thing as it is done to: a `hotel name` where a hotel is booked. */
function isCalledSo({ words, target }: ConfirmationItem, language: LanguageData): boolean {
  const said = (text: string): string => wordsInLocale(text, language);
  return target !== null && said(target.label).startsWith(said(words.singular));
}
