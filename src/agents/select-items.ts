import type { ItemReport } from '../language/acts.js';
import { ownFields } from '../telling/own-fields.js';
import type { JsonValue } from '../types/json.js';
import type { ResponseField } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import { type AnsweredCall, fieldValue } from './answered-call.js';
import { isKnown } from './heard.js';
import { isBrief, isProse, isTellable } from './is-tellable.js';
import { nameField } from './name-field.js';
import { mostTelling } from './rank-field.js';
import { repeatsArgument, selectFacts } from './select-facts.js';
import { toFact } from './to-fact.js';

/** Fields told of members that have no name. */
const leastOfUnnamed = 2;

/** What is told of the members of a list: their names and the same few fields of each, those in which they differ. */
export function selectItems(
  answer: AnsweredCall,
  members: readonly number[],
  limit: number,
  context: AgentContext,
  heard: ReadonlySet<string>,
): ItemReport[] {
  const own = ownFields(answer);
  const names = members.map((member) => nameField(own, answer, member, context));
  const valuesOf = (field: ResponseField): (JsonValue | undefined)[] =>
    members.map((member) => fieldValue(field, answer, member));
  const isSaid = (field: ResponseField, member: number): boolean => {
    const value = fieldValue(field, answer, member);
    return isTellable(field, answer.endpoint, value, context) && isBrief(value) && !isProse(value);
  };
  const columns = own.filter(
    (field) =>
      !names.includes(field) &&
      members.some((member) => isSaid(field, member)) &&
      !valuesOf(field).every((value) => repeatsArgument(value, answer.call)),
  );
  const differing = columns.filter((field) => new Set(valuesOf(field).map(String)).size > 1);
  const telling = members.length > 1 && differing.length > 0 ? differing : columns;
  const fresh = telling.filter(
    (field) => !valuesOf(field).every((value) => isKnown(field.name, value, heard)),
  );
  // What has no name is known by more than one thing about it.
  const most = names.some((name) => name) ? limit : Math.max(limit, leastOfUnnamed);
  const chosen = mostTelling(fresh.length > 0 ? fresh : telling, most, new Set(), answer.endpoint, context);
  return members.map((member, place) => {
    const named = names[place];
    const name = named ? toFact(named, answer, member, context) : null;
    const facts = chosen
      .filter((field) => isSaid(field, member) && fieldValue(field, answer, member) !== name?.value)
      .map((field) => toFact(field, answer, member, context));
    // Where nothing stands in the columns, whatever there is to tell of the member.
    return name || facts.length > 0 ? { name, facts } : selectFacts(answer, member, limit, context);
  });
}
