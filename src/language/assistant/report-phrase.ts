import type { Random } from '../../random/random.js';
import type { ItemReport, ListReport, ReportPart } from '../acts.js';
import { nameValue, notePhrase, predicatePhrase, valuePhrase } from '../fact-phrase.js';
import { join } from '../join.js';
import { phraseOf, type Speech } from '../speech.js';
import { conditionsOf, placesOf, thingPhrase } from '../thing-phrase.js';
import type { Phrase, Segment } from '../utterance.js';

/** Chance that a list whose members have several facts stands in lines. */
const linesChance = 0.45;
/** Chance that facts are said as predicates where all of them can be. */
const predicateChance = 0.6;

/** What one part of an answer tells. `index` is its place among the parts. */
export function partPhrase(part: ReportPart, index: number, speech: Speech, random: Random): Phrase {
  const order = index === 0 ? 'first_part' : 'later_part';
  switch (part.kind) {
    case 'list':
      return listPhrase(part, speech, random);
    case 'picked': {
      const places = {
        ...placesOf({ words: part.words, intent: 'search' }),
        count: [countSegment(part.count, speech)],
        name: nameValue(part.name, speech, random),
      };
      return phraseOf('picked', speech, places, [order, part.count.value === 1 ? 'single' : 'many'], random);
    }
    case 'values': {
      const asked = { words: part.words, intent: 'retrieve' as const };
      const values = part.values.map((fact) => valuePhrase(fact, speech, random));
      const places = {
        ...placesOf(asked),
        values: join(values, 'and', speech.language),
        the_thing: thingPhrase(asked, 'assistant', speech, random),
      };
      return phraseOf('values', speech, places, [order, ...conditionsOf(asked)], random);
    }
    case 'object':
      return objectPhrase(part, order, speech, random);
    case 'written':
      return writtenPhrase(part, order, speech, random);
  }
}

function objectPhrase(
  { words, item, about }: Extract<ReportPart, { kind: 'object' }>,
  order: string,
  speech: Speech,
  random: Random,
): Phrase {
  const asked = { words, intent: 'retrieve' as const };
  const named = item.name ?? about;
  const predicates = item.name === null ? null : predicatesOf(item, speech, random);
  const places = {
    ...placesOf(asked),
    name: named ? nameValue(named, speech, random) : [],
    facts: notesOf(item, speech, random),
    predicates: predicates ?? [],
    the_thing: thingPhrase(asked, 'assistant', speech, random),
  };
  const conditions = [
    order,
    named ? 'named' : 'unnamed',
    item.facts.length > 0 ? (predicates ? 'predicates' : 'facts') : 'no_facts',
    item.name ? 'own_name' : 'other_name',
    ...conditionsOf(asked),
  ];
  return phraseOf('object_report', speech, places, conditions, random);
}

function writtenPhrase(
  { words, intent, item }: Extract<ReportPart, { kind: 'written' }>,
  order: string,
  speech: Speech,
  random: Random,
): Phrase {
  const facts = [...(item.name ? [item.name] : []), ...item.facts];
  const places = {
    ...placesOf({ words, intent }),
    facts: notesOf({ name: null, facts }, speech, random),
  };
  const conditions = [order, facts.length > 0 ? 'facts' : 'no_facts', ...conditionsOf({ words, intent })];
  return phraseOf('written', speech, places, conditions, random);
}

/** How many there are, then the members. */
export function listPhrase(list: ListReport, speech: Speech, random: Random): Phrase {
  const { language } = speech;
  const many = list.count.value > 1;
  const all = list.items.length === list.count.value;
  const asLines =
    list.items.length > 2 && list.items.some((item) => item.facts.length > 1) && random.chance(linesChance);
  const items = list.items.map((item) => itemPhrase(item, speech, random));
  const lead = phraseOf(
    'list_lead',
    speech,
    {
      count: [countSegment(list.count, speech)],
      plural: [many ? list.words.plural : list.words.singular],
      about: list.about ? valuePhrase(list.about, speech, random) : [],
    },
    [
      many ? 'many' : 'single',
      all ? 'all' : 'some',
      asLines ? 'lines' : 'inline',
      list.about ? 'about' : 'lone',
    ],
    random,
  );
  const places = { lead, items: join(items, asLines ? 'lines' : 'items', language) };
  return phraseOf('list', speech, places, [asLines ? 'lines' : 'inline', many ? 'many' : 'single'], random);
}

function itemPhrase(item: ItemReport, speech: Speech, random: Random): Phrase {
  const facts = notesOf(item, speech, random, 'list');
  if (!item.name) return facts;
  const name = nameValue(item.name, speech, random);
  const conditions = [item.facts.length > 0 ? 'facts' : 'no_facts'];
  return phraseOf('item', speech, { name, facts }, conditions, random);
}

function notesOf(item: ItemReport, speech: Speech, random: Random, kind = 'and'): Phrase {
  return join(
    item.facts.map((fact) => notePhrase(fact, speech, random)),
    kind,
    speech.language,
  );
}

/** `is rated 4.6, costs 120 EUR and has a pool`; null where not every fact can be said so, or this time it is not. */
function predicatesOf(item: ItemReport, speech: Speech, random: Random): Phrase | null {
  if (item.facts.length === 0 || !random.chance(predicateChance)) return null;
  const predicates = item.facts.map((fact) => predicatePhrase(fact, speech, random));
  const said = predicates.filter((predicate) => predicate !== null);
  return said.length < predicates.length ? null : join(said, 'predicates', speech.language);
}

function countSegment(count: ListReport['count'], { language, register }: Speech): Segment {
  const inWords = register === 'formal' || register === 'chatty';
  const word = inWords ? language.orthography.numberWords[count.value] : undefined;
  return { text: word ?? String(count.value), meaning: { kind: 'claim', source: count.source } };
}
