import type { Random } from '../random/random.js';
import type { AssistantAct, ConfirmationItem, Fact, ItemReport, ListReport, ReportPart } from './acts.js';
import { fillText, findTexts } from './apply-rules.js';
import { withArticle } from './endpoint-words.js';
import { type SaidValue, sayValue } from './say-value.js';
import { questionPhrase } from './slot-phrase.js';
import { phraseOf, type Speech } from './speech.js';
import { joinPhrases, type Phrase, type Segment, toUtterance, type Utterance } from './utterance.js';

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
  const target = step.target ? [' for ', ...nameValue(step.target, speech, random)] : [];
  const sameThing = step.intent === 'update' || step.intent === 'delete';
  const verb = random.pick(step.words.verbs).replace(/\bme\b/, 'you');
  const object = sameThing ? `the ${step.words.singular}` : withArticle(step.words, step.intent, 'assistant');
  const details = step.details.map((fact) => fieldPhrase(fact, speech, random));
  return [
    `${verb} ${object}`,
    ...target,
    ...(details.length > 0 ? [' (', ...joinPhrases(details, ', ', ', '), ')'] : []),
  ];
}

function partPhrase(part: ReportPart, index: number, speech: Speech, random: Random): Phrase {
  const conditions = [index === 0 ? 'first_part' : 'later_part'];
  switch (part.kind) {
    case 'list':
      return listPhrase(part, speech, random);
    case 'picked':
      return phraseOf(
        'picked',
        speech,
        {
          count: [countSegment(part.count, speech)],
          plural: [part.words.plural],
          name: nameValue(part.name, speech, random),
        },
        [...conditions, part.count.value === 1 ? 'single' : 'many'],
        random,
      );
    case 'values': {
      const values = joinPhrases(
        part.values.map((fact): Phrase => [factValue(fact, speech, random)]),
        ', ',
        ' and ',
      );
      return phraseOf(
        'values',
        speech,
        { values, noun: [withArticle(part.words, 'retrieve', 'assistant')] },
        conditions,
        random,
      );
    }
    case 'object':
      return objectPhrase(part, conditions, speech, random);
    case 'written':
      return writtenPhrase(part, conditions, speech, random);
  }
}

function objectPhrase(
  part: Extract<ReportPart, { kind: 'object' }>,
  conditions: readonly string[],
  speech: Speech,
  random: Random,
): Phrase {
  const facts = joinFacts(part.item.facts, speech, random);
  const about = part.item.name ?? part.about;
  const places: { [place: string]: Phrase } = {
    facts,
    noun: [withArticle(part.words, 'retrieve', 'assistant')],
  };
  if (about) places.name = nameValue(about, speech, random);
  const states = [
    ...conditions,
    about ? 'named' : 'unnamed',
    part.item.facts.length > 0 ? 'facts' : 'no_facts',
    part.item.name ? 'own_name' : 'other_name',
    part.words.isPlural ? 'plural' : 'singular',
  ];
  return phraseOf('object', speech, places, states, random);
}

function writtenPhrase(
  part: Extract<ReportPart, { kind: 'written' }>,
  conditions: readonly string[],
  speech: Speech,
  random: Random,
): Phrase {
  const facts = [...(part.item.name ? [part.item.name] : []), ...part.item.facts];
  return phraseOf(
    'written',
    speech,
    { facts: joinFacts(facts, speech, random), noun: [part.words.singular] },
    [...conditions, part.intent, facts.length > 0 ? 'facts' : 'no_facts'],
    random,
  );
}

function listPhrase(list: ListReport, speech: Speech, random: Random): Phrase {
  const items = list.items.map((item) => itemPhrase(item, speech, random));
  const many = list.count.value > 1;
  const all = items.length === list.count.value;
  const asLines = items.length > 2 && list.items.some((item) => item.facts.length > 1) && random.chance(0.45);
  const body: Phrase = asLines
    ? items.flatMap((item) => ['\n- ', ...item])
    : joinPhrases(items, '; ', many ? '; and ' : '; ');
  const lead = phraseOf(
    'list_lead',
    speech,
    {
      count: [countSegment(list.count, speech)],
      plural: [many ? list.words.plural : list.words.singular],
      ...(list.about ? { about: [factValue(list.about, speech, random)] } : {}),
    },
    [
      many ? 'many' : 'single',
      all ? 'all' : 'some',
      asLines ? 'lines' : 'inline',
      list.about ? 'about' : 'lone',
    ],
    random,
  );
  return [...lead, asLines ? '' : ' ', ...body, asLines ? '\n' : '.'];
}

function itemPhrase(item: ItemReport, speech: Speech, random: Random): Phrase {
  if (!item.name) return joinFacts(item.facts, speech, random);
  const name: Phrase = nameValue(item.name, speech, random);
  if (item.facts.length === 0) return name;
  const facts = joinPhrases(
    item.facts.map((fact) => fieldPhrase(fact, speech, random)),
    ', ',
    ', ',
  );
  return speech.register === 'terse' || speech.register === 'rushed'
    ? [...name, ' (', ...facts, ')']
    : [...name, ', ', ...facts];
}

function joinFacts(facts: readonly Fact[], speech: Speech, random: Random): Phrase {
  return joinPhrases(
    facts.map((fact) => fieldPhrase(fact, speech, random)),
    ', ',
    facts.length > 2 ? ', and ' : ' and ',
  );
}

/** `rated 4.6`, `price 129.50`: a field's value with the words that fit its concept. */
function fieldPhrase(fact: Fact, speech: Speech, random: Random): Phrase {
  const type =
    typeof fact.value !== 'number' ? typeof fact.value : Number.isInteger(fact.value) ? 'integer' : 'number';
  const subject = {
    concepts: fact.concepts,
    label: fact.label,
    type,
    intent: null,
    isProse: false,
    isOne: fact.value === 1,
  };
  const texts = findTexts(speech.language.fieldRules, subject, speech.language);
  return fillText(random.pick(texts), fact.label, [factValue(fact, speech, random)]);
}

/** A name that reads like a sentence is quoted; other names stand as they are. */
function nameValue(fact: Fact, speech: Speech, random: Random): Phrase {
  const value = factValue(fact, speech, random);
  const sentence = typeof fact.value === 'string' && /[.!?,]$|[a-z]{3,}[.!?,;:] |(\S+ ){6,}/.test(fact.value);
  return sentence ? ['"', value, '"'] : [value];
}

function factValue(fact: Fact, speech: Speech, random: Random): Segment {
  const { source } = fact;
  if (fact.verbatim !== undefined) return { text: fact.verbatim, meaning: { kind: 'claim', source } };
  const said = sayFact(fact, speech, random);
  const told =
    said.normalization && (source.kind === 'output' || source.kind === 'context')
      ? { ...source, normalization: said.normalization }
      : source;
  return { text: said.text, meaning: { kind: 'claim', source: told } };
}

/** A value with what belongs to it: the currency of an amount, the unit that its label names. */
function sayFact(fact: Fact, speech: Speech, random: Random): SaidValue {
  const { language } = speech;
  const said = sayValue(
    { value: fact.value, schema: fact.schema, concept: null },
    language,
    speech.register,
    random,
  );
  if (typeof fact.value !== 'number') return said;
  if (fact.currency !== undefined)
    return { text: `${said.text} ${fact.currency}`, normalization: { name: 'money' } };
  const words = fact.label.toLowerCase().split(' ');
  const unit = words.length > 1 ? language.units.get(words.at(-1) ?? '') : undefined;
  return unit === undefined ? said : { text: `${said.text} ${unit}`, normalization: { name: 'unit' } };
}

function countSegment(count: ListReport['count'], speech: Speech): Segment {
  const word =
    speech.register === 'formal' || speech.register === 'chatty'
      ? speech.language.numberWords[count.value]
      : undefined;
  return { text: word ?? String(count.value), meaning: { kind: 'claim', source: count.source } };
}
