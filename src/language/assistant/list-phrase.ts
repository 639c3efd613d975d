import type { Random } from '../../random/random.js';
import type { Fact, ItemReport, ListReport } from '../acts.js';
import { nameValue, notePhrase, valuePhrase } from '../fact-phrase.js';
import { join } from '../join.js';
import { phraseOf, type Speech } from '../speech.js';
import type { Phrase, Segment } from '../utterance.js';
import { comparisonPhrase } from './comparison-phrase.js';

/** Chance that a list whose members have several facts stands in lines. */
const linesChance = 0.45;

/** How many there are, then the members, then how they compare. */
export function listPhrase(list: ListReport, order: string, speech: Speech, random: Random): Phrase {
  const { language } = speech;
  const many = list.count.value > 1;
  const all = list.items.length === list.count.value;
  const isRich = list.items.some((item) => item.facts.length > 1);
  const asLines =
    (list.items.length > 1 && isUnnamed(list, speech)) ||
    (list.items.length > 2 && isRich && random.chance(linesChance));
  const shape = asLines ? 'lines' : 'inline';
  const items = list.items.map((item) => itemPhrase(item, shape, speech, random));
  const lead = phraseOf(
    'list_lead',
    speech,
    {
      count: [countSegment(list.count, speech)],
      plural: [many ? list.words.plural : list.words.singular],
      counter: [list.words.counter],
      about: list.about ? valuePhrase(list.about, speech) : [],
    },
    [
      order,
      many ? 'many' : 'single',
      all ? 'all' : 'some',
      shape,
      list.about ? 'about' : 'lone',
      list.isComparison && many ? 'compared' : null,
      list.words.mine ? 'mine' : null,
    ],
    random,
  );
  const kind = asLines ? 'lines' : areNamed(list, speech) ? 'and' : 'items';
  const places = { lead, items: join(items, kind, language) };
  const told = phraseOf('list', speech, places, [shape, many ? 'many' : 'single'], random);
  const compared = comparisonPhrase(list.comparisons, speech, random);
  return compared === null ? told : join([told, compared], 'sentences', language);
}

/**
 * Where nothing but commas parts them, members run into each other whose beginnings nobody would take for names: those without
 * one, and those called by numbers.
 */
function isUnnamed({ items }: ListReport, { language }: Speech): boolean {
  return (
    !language.orthography.spaces &&
    items.some(({ name, facts }) =>
      name === null
        ? facts.some(({ value }) => typeof value === 'string' && !/\d/.test(value)) || facts.length > 1
        : isInconspicuous(name),
    )
  );
}

/** A first character that is no letter, or letters that run into a digit. Fixed ranges: no version of Unicode has a say. */
const letter = 'A-Za-z\\u00c0-\\u024f\\u0370-\\u1fff\\u3041-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af';
const startsAsCode = new RegExp(`^[^${letter}]|^[${letter}]+\\d`);

/** A number or code, or a name that nothing sets off from other words: no capital, no gap, no ideograph, no katakana. */
function isInconspicuous({ value }: Fact): boolean {
  if (typeof value !== 'string') return true;
  if (startsAsCode.test(value)) return true;
  return !/^[A-Z\u00c0-\u00de]|\s|[\u3005\u30a1-\u30fa\u3400-\u9fff]/.test(value);
}

/** How many there are, in words where the speaker likes words. */
export function countSegment(count: ListReport['count'], { language, register }: Speech): Segment {
  const inWords = register === 'formal' || register === 'chatty';
  const word = inWords ? language.orthography.numberWords[count.value] : undefined;
  return { text: word ?? String(count.value), meaning: { kind: 'claim', source: count.source } };
}

function itemPhrase(item: ItemReport, shape: string, speech: Speech, random: Random): Phrase {
  const facts = join(
    item.facts.map((fact) => notePhrase(fact, speech, random)),
    'list',
    speech.language,
  );
  if (!item.name) return facts;
  const name = nameValue(item.name, speech);
  return phraseOf(
    'item',
    speech,
    { name, facts },
    [item.facts.length > 0 ? 'facts' : 'no_facts', shape],
    random,
  );
}

/** True where each member begins with the same field, and anybody sees that it is a name: commas tell such members apart. */
function areNamed({ items }: ListReport, { language }: Speech): boolean {
  const fields = items.map(({ name }) => (name?.source.kind === 'output' ? lastSegment(name.source) : null));
  return (
    language.orthography.spaces &&
    fields.every((field) => field !== null && field === fields[0]) &&
    items.every(({ name }) => typeof name?.value === 'string' && /^[A-ZÀ-ÖØ-Þ]|\S\s+\S/.test(name.value))
  );
}

function lastSegment({ pointer }: { readonly pointer: string }): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}
