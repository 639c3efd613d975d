import type { ItemReport } from '../language/acts.js';
import type { AnsweredCall } from './answered-call.js';
import type { Heard } from './heard.js';
import { nameField } from './name-field.js';
import { mostTelling } from './rank-field.js';
import { nameOf, selectFacts } from './select-facts.js';
import { toFact } from './to-fact.js';
import type { ToldField } from './told-object.js';

/** Fields told of members that have no name. */
const leastOfUnnamed = 2;

/** What is told of the first members of a list: their names and the same few fields of each, those in which they differ. */
export function selectItems(
  answer: AnsweredCall,
  members: readonly number[],
  limit: number,
  heard: Pick<Heard, 'has'>,
): ItemReport[] {
  const names = members.map((member) => nameField(answer, member));
  const isSaid = (field: ToldField, member: number): boolean => answer.fitness(field, member) === 'brief';
  const columns = answer.object.fields.filter(
    (field) =>
      field.isTellable &&
      !names.includes(field) &&
      members.some((member) => isSaid(field, member)) &&
      !members.every((member) => answer.repeatsArgument(answer.value(field, member))),
  );
  const differing = members.length > 1 ? columns.filter((field) => differs(field, members, answer)) : [];
  const telling = differing.length > 0 ? differing : columns;
  const fresh = telling.filter(
    (field) => !members.every((member) => heard.has(field.snakeName, answer.value(field, member))),
  );
  // What has no name is known by more than one thing about it.
  const most = names.some((name) => name) ? limit : Math.max(limit, leastOfUnnamed);
  const chosen = mostTelling(fresh.length > 0 ? fresh : telling, most, [], answer.endpoint);
  return members.map((member) => {
    const name = nameOf(answer, member);
    const facts = chosen
      .filter((field) => isSaid(field, member) && answer.value(field, member) !== name?.value)
      .map((field) => toFact(field, answer, member));
    // Where nothing stands in the columns, whatever there is to tell of the member.
    return name || facts.length > 0 ? { name, facts } : selectFacts(answer, member, limit);
  });
}

function differs(field: ToldField, [first = 0, ...others]: readonly number[], answer: AnsweredCall): boolean {
  const value = String(answer.value(field, first));
  return others.some((member) => String(answer.value(field, member)) !== value);
}
