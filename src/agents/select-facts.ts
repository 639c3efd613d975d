import type { Fact, ItemReport } from '../language/acts.js';
import type { ToolCall } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';
import type { ResponseField } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import { type AnsweredCall, fieldValue, ownFields, snakeCase } from './answered-call.js';
import { isBrief, isProse, isTellable, isTellableLink, isTellableSwitch } from './is-tellable.js';
import { nameField } from './name-field.js';
import { dropDull, rankOf } from './rank-field.js';
import { toFact } from './to-fact.js';

/**
 * What of one object of an answer is worth telling: its name, then the fields that matter most, at most `limit`. `member`
 * is its place in the list. Ids, links, switches, empty values and what the user just said themselves are left out.
 */
export function selectFacts(
  answer: AnsweredCall,
  member: number,
  limit: number,
  context: AgentContext,
  told: ReadonlySet<string> = new Set(),
): ItemReport {
  const own = ownFields(answer);
  const named = nameField(own, answer, member, context);
  const name = named ? toFact(named, answer, member, context) : null;
  const tellable = own.filter(
    (field) =>
      field !== named && isTellable(field, answer.endpoint, fieldValue(field, answer, member), context),
  );
  // After a change people want to hear what it is now, though they said it themselves.
  const changed = answer.endpoint.intent === 'update';
  const fresh = tellable.filter(
    (field) => changed || !repeatsArgument(fieldValue(field, answer, member), answer.call),
  );
  const unheard = fresh.filter((field) => !told.has(toldKey(field.name, fieldValue(field, answer, member))));
  const rest = distinctValues(
    unheard.length > 0 ? unheard : fresh.length > 0 || name ? fresh : tellable,
    answer,
    member,
  );
  const brief = rest.filter(
    (field) => isBrief(fieldValue(field, answer, member)) && !isProse(fieldValue(field, answer, member)),
  );
  const switches = own.filter((field) =>
    isTellableSwitch(field, answer.endpoint, fieldValue(field, answer, member), context),
  );
  const links = own.filter((field) =>
    isTellableLink(field, answer.endpoint, fieldValue(field, answer, member), context),
  );
  const [little] = [rest.slice(0, 1), switches.slice(0, 2), links.slice(0, 1)].filter(
    ({ length }) => length > 0,
  );
  const chosen = brief.length > 0 || name ? brief : (little ?? []);
  const rank = (field: ResponseField): number =>
    changed && repeatsArgument(fieldValue(field, answer, member), answer.call) ? 0 : rankOf(field, context);
  const ranked = dropDull(chosen, context)
    .map((field, order) => ({ field, order, rank: rank(field) }))
    .sort((one, other) => one.rank - other.rank || one.order - other.order)
    .slice(0, limit)
    .sort((one, other) => one.order - other.order);
  return { name, facts: ranked.map(({ field }) => toFact(field, answer, member, context)) };
}

/** Key under which a told value is remembered: the same value of a field of the same name is no news. */
export function toldKey(name: string, value: JsonValue | undefined): string {
  return `${snakeCase(name)}=${String(value)}`;
}

/** The values of a list of plain strings or numbers, where the answer is one. */
export function selectValues(answer: AnsweredCall, limit: number, context: AgentContext): Fact[] {
  const field = answer.endpoint.response.fields.find((candidate) => candidate.pointer.endsWith('/*'));
  if (!field || field.pointer.split('*').length > 2) return [];
  const facts: Fact[] = [];
  for (let index = 0; index < limit; index += 1) {
    const value = fieldValue(field, answer, index);
    if (isTellable(field, answer.endpoint, value, context) && isBrief(value))
      facts.push(toFact(field, answer, index, context));
  }
  return facts;
}

/** The name by which people call the thing that a pointer's object shows, if it shows one. */
export function nameOf(answer: AnsweredCall, member: number, context: AgentContext): Fact | null {
  return selectFacts(answer, member, 0, context).name;
}

/** True where the user brought the value themselves. */
export function repeatsArgument(value: JsonValue | undefined, call: ToolCall): boolean {
  return Object.values(call.parameters).some(
    (argument) => argument === value || String(argument) === String(value),
  );
}

function distinctValues(
  fields: readonly ResponseField[],
  answer: AnsweredCall,
  member: number,
): ResponseField[] {
  const seen = new Set<string>();
  return fields.filter((field) => {
    const value = String(fieldValue(field, answer, member));
    if (seen.has(value)) return false;
    seen.add(value);
    return true;
  });
}
