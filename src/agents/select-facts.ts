import type { Fact, ItemReport } from '../language/acts.js';
import type { JsonValue } from '../types/json.js';
import { AnsweredCall } from './answered-call.js';
import { type Heard, nothingHeard } from './heard.js';
import { isTellableLink, isTellableSwitch } from './is-tellable.js';
import { familyField, nameField } from './name-field.js';
import { mostTelling } from './rank-field.js';
import { toFact } from './to-fact.js';
import { type ToldField, toldValues } from './told-object.js';

/**
 * What of one object of an answer is worth telling: its name, then the fields that matter most, at most `limit` and what
 * belongs to them. `member` is its place in the list. Ids, links, switches, empty values and what the user said or heard
 * already are left out.
 */
export function selectFacts(
  answer: AnsweredCall,
  member: number,
  limit: number,
  heard: Pick<Heard, 'has'> = nothingHeard,
): ItemReport {
  const { fields } = answer.object;
  const named = nameField(answer, member);
  const name = nameOf(answer, member);
  const family = named ? familyField(named, answer, member) : undefined;
  const shown = (field: ToldField): JsonValue | undefined => answer.value(field, member);
  const tellable = fields.filter(
    (field) =>
      field !== named &&
      field !== family &&
      answer.fitness(field, member) !== 'none' &&
      shown(field) !== name?.value,
  );
  // After a change people want to hear what it is now, though they said it themselves.
  const changed = answer.endpoint.intent === 'update';
  const isSaid = (field: ToldField): boolean => answer.repeatsArgument(shown(field));
  const fresh = changed ? tellable : tellable.filter((field) => !isSaid(field));
  const own = fresh.filter((field) => !answer.leftToTool(field));
  const unheard = (own.length > 0 ? own : fresh).filter(
    (field) => !heard.has(field.snakeName, shown(field)) || (changed && isSaid(field)),
  );
  const rest = distinctValues(
    unheard.length > 0 ? unheard : fresh.length > 0 || name ? fresh : tellable,
    answer,
    member,
  );
  const brief = rest.filter((field) => answer.fitness(field, member) === 'brief');
  // Prose takes the place of facts where somebody asked for this one thing.
  const asked = !name || (limit > 0 && !answer.object.isList);
  // What a guess says in whole sentences about a thing that has a name is no news of it.
  const { response, intent } = answer.endpoint;
  const isGuess = response.origin === 'inferred' && (intent === 'retrieve' || intent === 'search');
  const prose = isGuess ? [] : rest.slice(0, 1);
  const chosen = brief.length > 0 || !asked ? brief : name ? prose : littleElse(rest, answer, member);
  const first = changed ? chosen.filter(isSaid) : [];
  return {
    name,
    facts: mostTelling(chosen, limit, first, answer.endpoint).map((field) => toFact(field, answer, member)),
  };
}

/** Where nothing brief is there: a sentence, else what switches say, else an address. */
function littleElse(rest: readonly ToldField[], answer: AnsweredCall, member: number): readonly ToldField[] {
  if (rest.length > 0) return rest.slice(0, 1);
  const { fields } = answer.object;
  const switches = fields.filter((field) => isTellableSwitch(field, answer.value(field, member)));
  if (switches.length > 0) return switches.slice(0, 2);
  return fields.filter((field) => isTellableLink(field, answer.value(field, member))).slice(0, 1);
}

/** The values of a list of plain strings or numbers, where the answer is one. */
export function selectValues({ endpoint, call, output, context }: AnsweredCall, limit: number): Fact[] {
  const list = endpoint.response.fields.find((candidate) => candidate.pointer.endsWith('/*'));
  if (!list || list.pointer.split('*').length > 2) return [];
  const values = new AnsweredCall(endpoint, call, output, toldValues(endpoint, list, context), context);
  const facts: Fact[] = [];
  for (const field of values.object.fields)
    for (let index = 0; index < limit; index += 1) {
      const fitness = values.fitness(field, index);
      if (fitness === 'brief' || fitness === 'sentences') facts.push(toFact(field, values, index));
    }
  return facts;
}

/** The name by which people call the thing that a pointer's object shows, if it shows one. */
export function nameOf(answer: AnsweredCall, member: number): Fact | null {
  const named = nameField(answer, member);
  if (!named) return null;
  const name = toFact(named, answer, member);
  const family = familyField(named, answer, member);
  return family === undefined ? name : { ...name, family: toFact(family, answer, member) };
}

function distinctValues(
  fields: readonly ToldField[],
  answer: AnsweredCall,
  member: number,
): readonly ToldField[] {
  if (fields.length < 2) return fields;
  const seen = new Set<string>();
  return fields.filter((field) => {
    const value = answer.value(field, member);
    const text = String(value);
    // Two numbers may well be alike; the same words twice say nothing new.
    if (typeof value === 'string' && seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}
