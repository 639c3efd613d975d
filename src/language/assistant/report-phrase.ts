import type { Random } from '../../random/random.js';
import type { Fact, ReportPart, UndonePart } from '../acts.js';
import type { Condition } from '../compile-grammar.js';
import { nameValue, notePhrase, valuePhrase } from '../fact-phrase.js';
import { join } from '../join.js';
import { phraseOf, type Speech } from '../speech.js';
import { actionPhrase, conditionsOf, phraseAbout, placesOf, thingPhrase, verbOf } from '../thing-phrase.js';
import type { Phrase } from '../utterance.js';
import { countSegment, listPhrase } from './list-phrase.js';
import { type Told, tell } from './tell.js';

/** What came of a request and what did not, in the order in which it was asked. */
export function reportPhrase(
  parts: readonly ReportPart[],
  undone: readonly UndonePart[],
  speech: Speech,
  random: Random,
): Phrase {
  const told: Phrase[] = [];
  const leaveOut = (from: number, to: number): void => {
    for (const part of undone.filter(({ after }) => Math.min(after, parts.length) >= from && after < to))
      told.push(undonePhrase(part, parts.length > 0, speech, random));
  };
  for (let index = 0; index < parts.length; index += 1) {
    leaveOut(index, index + 1);
    const part = parts[index];
    if (!part) continue;
    const order = told.length === 0 ? 'first_part' : 'later_part';
    const next = parts[index + 1];
    const both = next ? pickedObjectPhrase(part, next, order, speech, random) : null;
    if (both) index += 1;
    told.push(both ?? partPhrase(part, parts[index - 1], order, speech, random));
  }
  leaveOut(parts.length, Number.POSITIVE_INFINITY);
  return join(told, 'sentences', speech.language);
}

function partPhrase(
  part: ReportPart,
  before: ReportPart | undefined,
  order: string,
  speech: Speech,
  random: Random,
): Phrase {
  switch (part.kind) {
    case 'list':
      return listPhrase(part, order, speech, random);
    case 'picked': {
      const places = {
        ...placesOf({ words: part.words, intent: 'search' }),
        count: [countSegment(part.count, speech)],
        name: nameValue(part.name, speech),
      };
      return phraseOf('picked', speech, places, [order, ...pickedConditions(part)], random);
    }
    case 'values': {
      const asked = { words: part.words, intent: 'retrieve' as const };
      const values = part.values.map((fact) => valuePhrase(fact, speech));
      const places = {
        values: join(values, 'and', speech.language),
        the_thing: thingPhrase(asked, 'assistant', speech, random),
      };
      return phraseAbout(asked, 'values', speech, places, [order], random);
    }
    case 'object': {
      const same = nameIn(part)?.value === (before ? nameIn(before)?.value : undefined);
      return objectPhrase(part, order, same && nameIn(part) ? 'same' : null, speech, random);
    }
    case 'written':
      return writtenPhrase(part, order, speech, random);
  }
}

/** Which member was taken and what was asked of it, in one sentence, where the locale has one for both. */
function pickedObjectPhrase(
  part: ReportPart,
  next: ReportPart,
  order: string,
  speech: Speech,
  random: Random,
): Phrase | null {
  if (part.kind !== 'picked' || next.kind !== 'object' || next.item.name?.value !== part.name.value)
    return null;
  const told = tell(next.item, speech, random);
  const { predicates, clauses } = told ?? {};
  if (!predicates || !speech.language.grammar.has('picked_object')) return null;
  const places = {
    ...placesOf({ words: part.words, intent: 'search' }),
    count: [countSegment(part.count, speech)],
    // Said with the source of what is told of it: two things may go by one name.
    name: nameValue(next.item.name, speech),
    predicates,
    clauses: clauses ?? [],
  };
  const conditions = [order, ...pickedConditions(part), ...toldConditions(told)];
  return phraseOf('picked_object', speech, places, conditions, random);
}

function pickedConditions({
  count,
  name,
  words,
}: Extract<ReportPart, { kind: 'picked' }>): readonly Condition[] {
  return [count.value === 1 ? 'single' : 'many', personOf(name), words.mine ? 'mine' : null];
}

function objectPhrase(
  { words, item, about }: Extract<ReportPart, { kind: 'object' }>,
  order: string,
  same: Condition,
  speech: Speech,
  random: Random,
): Phrase {
  const asked = { words, intent: 'retrieve' as const };
  const named = item.name ?? about;
  const told = tell(item, speech, random);
  const places = {
    name: named ? nameValue(named, speech) : [],
    facts: notesOf(item.facts, speech, random),
    predicates: told?.predicates ?? [],
    clauses: told?.clauses ?? [],
    the_thing: thingPhrase(asked, 'assistant', speech, random),
  };
  const all = [
    order,
    same,
    named ? 'named' : 'unnamed',
    item.facts.length > 0 ? 'facts' : 'no_facts',
    item.name ? 'own_name' : 'other_name',
    personOf(named),
    ...toldConditions(told),
  ];
  return phraseAbout(asked, 'object_report', speech, places, all, random);
}

function writtenPhrase(
  { words, intent, target, item }: Extract<ReportPart, { kind: 'written' }>,
  order: string,
  speech: Speech,
  random: Random,
): Phrase {
  const asked = { words, intent };
  const facts = [...(item.name ? [item.name] : []), ...item.facts];
  const told = tell(item, speech, random);
  const named = item.name ?? target;
  const places = {
    facts: notesOf(facts, speech, random),
    predicates: told?.predicates ?? [],
    clauses: told?.clauses ?? [],
    verb: verbOf(asked, speech.language, random),
    the_thing: thingPhrase(asked, 'assistant', speech, random),
    name: named ? nameValue(named, speech) : [],
  };
  const sameThing = intent === 'update' || intent === 'delete';
  const conditions = [
    order,
    facts.length > 0 ? 'facts' : 'no_facts',
    named ? 'named' : 'unnamed',
    item.name ? 'own_name' : 'other_name',
    personOf(named),
    sameThing ? 'same_thing' : 'other_thing',
    ...toldConditions(told),
  ];
  return phraseAbout(asked, 'written', speech, places, conditions, random);
}

function undonePhrase(part: UndonePart, besides: boolean, speech: Speech, random: Random): Phrase {
  const conditions = [...(besides ? ['besides'] : []), ...(part.kind === 'topic' ? [] : conditionsOf(part))];
  if (part.kind === 'topic') return phraseOf(`refuse_${part.topic}`, speech, {}, conditions, random);
  const { things } = placesOf(part);
  const places = { noun: things ?? [], action: actionPhrase(part, speech, random) };
  if (part.kind === 'error') return phraseOf('gave_up', speech, places, [part.error ?? ''], random);
  return phraseOf(`undone_${part.kind}`, speech, places, conditions, random);
}

/** What can be told in sentences: with the thing as subject (`predicates`), with subjects of its own (`clauses`). */
function toldConditions(told: Told | null): readonly Condition[] {
  return [
    told?.predicates ? 'predicates' : null,
    told?.clauses ? 'clauses' : null,
    told?.isOneClause ? 'one_clause' : null,
  ];
}

/** Nobody is called `it`. */
function personOf(name: Fact | null): Condition {
  return name?.concepts.includes('person') ? 'person' : null;
}

function nameIn(part: ReportPart): Fact | null {
  if (part.kind === 'picked') return part.name;
  if (part.kind === 'object') return part.item.name ?? part.about;
  return part.kind === 'written' ? (part.item.name ?? part.target) : null;
}

function notesOf(facts: readonly Fact[], speech: Speech, random: Random): Phrase {
  return join(
    facts.map((fact) => notePhrase(fact, speech, random)),
    'and',
    speech.language,
  );
}
