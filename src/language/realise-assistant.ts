import type { Random } from '../random/random.js';
import type { AssistantAct, ConfirmationItem } from './acts.js';
import { withArticle } from './endpoint-words.js';
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
      return phraseOf('ask', speech, { questions }, act.slots.length > 1 ? ['several'] : ['one'], random);
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
          act.parts.map((part, index) => partPhrase(part, index, speech, random)),
          ' ',
          ' ',
        ),
        ...phraseOf('report_end', speech, {}, [], random),
      ];
    case 'decline':
      return phraseOf('decline', speech, { noun: [act.words.noun] }, [], random);
    case 'welcome':
      return phraseOf('welcome', speech, {}, [], random);
  }
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
