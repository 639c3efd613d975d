import type { Random } from '../random/random.js';
import type { ItemReport, ListReport, ReportPart } from './acts.js';
import { withArticle } from './endpoint-words.js';
import { factValue, fieldPhrase, joinFacts, nameValue } from './fact-phrase.js';
import { phraseOf, type Speech } from './speech.js';
import { joinPhrases, type Phrase, type Segment } from './utterance.js';

export function partPhrase(part: ReportPart, index: number, speech: Speech, random: Random): Phrase {
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

export function listPhrase(list: ListReport, speech: Speech, random: Random): Phrase {
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

function countSegment(count: ListReport['count'], speech: Speech): Segment {
  const word =
    speech.register === 'formal' || speech.register === 'chatty'
      ? speech.language.numberWords[count.value]
      : undefined;
  return { text: word ?? String(count.value), meaning: { kind: 'claim', source: count.source } };
}
