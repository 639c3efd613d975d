import type { Random } from '../random/random.js';
import type { AssistantAct, ConfirmationItem, Reading, UndonePart } from './acts.js';
import { thingsOf, withArticle } from './endpoint-words.js';
import { fieldPhrase, nameValue } from './fact-phrase.js';
import { listPhrase, partPhrase } from './report-phrase.js';
import { questionPhrase } from './slot-phrase.js';
import { phraseOf, type Speech } from './speech.js';
import { joinPhrases, type Phrase, toUtterance, type Utterance } from './utterance.js';

/** Words for what the assistant means; every value in them carries the source that supports it. */
export function realiseAssistant(act: AssistantAct, speech: Speech, random: Random): Utterance {
  return toUtterance(toPhrase(act, speech, random), { capitalise: true });
}

function toPhrase(act: AssistantAct, speech: Speech, random: Random): Phrase {
  switch (act.kind) {
    case 'ask': {
      const questions = joinPhrases(
        act.slots.map((slot) => questionPhrase(slot, speech, random)),
        ', ',
        ', and ',
      );
      return phraseOf(
        'ask',
        speech,
        { questions },
        [act.slots.length > 1 ? 'several' : 'one', ...(act.again ? ['again'] : [])],
        random,
      );
    }
    case 'offer_choice':
      return [
        ...listPhrase(act.list, speech, random),
        ' ',
        ...phraseOf(
          'which',
          speech,
          { singular: [act.singular] },
          act.several ? ['several'] : ['one'],
          random,
        ),
      ];
    case 'ask_confirmation': {
      const actions = joinPhrases(
        act.steps.map((step) => confirmationPhrase(step, speech, random)),
        ', ',
        ' and ',
      );
      return phraseOf('ask_confirmation', speech, { actions }, [], random);
    }
    case 'report':
      return [
        ...joinPhrases(
          [
            ...act.parts.map((part, index) => partPhrase(part, index, speech, random)),
            ...act.undone.map((part) => undonePhrase(part, act.parts.length > 0, speech, random)),
          ],
          ' ',
          ' ',
        ),
        ...(act.undone.length > 0 ? [] : phraseOf('report_end', speech, {}, [], random)),
      ];
    case 'ask_intent': {
      const [one, other] = random.shuffle(act.readings.map((reading) => [actionOf(reading, random)]));
      return phraseOf('ask_intent', speech, { one: one ?? [], other: other ?? [] }, [], random);
    }
    case 'ask_again': {
      const value = act.value === null ? [] : nameValue(act.value, speech, random);
      const question = questionPhrase(act.question, speech, random);
      const places = { value, question, label: [act.question.label], noun: [act.words.noun] };
      return phraseOf('ask_again', speech, places, [act.error, ...(act.value ? ['value'] : [])], random);
    }
    case 'welcome':
      return phraseOf('welcome', speech, {}, [], random);
  }
}

function undonePhrase(part: UndonePart, besides: boolean, speech: Speech, random: Random): Phrase {
  const conditions = besides ? ['besides'] : [];
  if (part.kind === 'topic') return phraseOf(`refuse_${part.topic}`, speech, {}, conditions, random);
  const places = { noun: [thingsOf(part.words)], action: [actionOf(part, random)] };
  if (part.kind === 'error') return phraseOf('gave_up', speech, places, [part.error ?? ''], random);
  return phraseOf(`undone_${part.kind}`, speech, places, conditions, random);
}

/** `cancel the booking`: what the assistant would do. */
function actionOf({ words, intent }: Reading, random: Random): string {
  const verb = random.pick(words.verbs).replace(/\bme\b/, 'you');
  const sameThing = intent === 'update' || intent === 'delete';
  return `${verb} ${sameThing ? `the ${words.singular}` : withArticle(words, intent, 'assistant')}`;
}

function confirmationPhrase(step: ConfirmationItem, speech: Speech, random: Random): Phrase {
  const { into } = step.words;
  const target = step.target
    ? [into === null ? ' for ' : ' ', ...nameValue(step.target, speech, random)]
    : [];
  const sameThing = step.intent === 'update' || step.intent === 'delete';
  const verb = random.pick(step.words.verbs).replace(/\bme\b/, 'you');
  const object = sameThing ? `the ${step.words.singular}` : withArticle(step.words, step.intent, 'assistant');
  const details = step.details.map((fact) => fieldPhrase(fact, speech, random));
  return [
    into === null || !step.target ? `${verb} ${object}` : verb,
    ...target,
    ...(into === null ? [] : [` to the ${into}`]),
    ...(details.length > 0 ? [' (', ...joinPhrases(details, ', ', ', '), ')'] : []),
  ];
}
