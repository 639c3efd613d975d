import type { Fact, ItemReport } from '../language/acts.js';
import { ownFields } from '../telling/own-fields.js';
import type { ToolCall } from '../types/conversation.js';
import type { JsonValue } from '../types/json.js';
import type { ResponseField } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import { type AnsweredCall, fieldValue } from './answered-call.js';
import { isKnown } from './heard.js';
import { isBrief, isProse, isTellable, isTellableLink, isTellableSwitch } from './is-tellable.js';
import { nameField } from './name-field.js';
import { mostTelling } from './rank-field.js';
import { toFact } from './to-fact.js';

/**
 * What of one object of an answer is worth telling: its name, then the fields that matter most, at most `limit` and what
 * belongs to them. `member` is its place in the list. Ids, links, switches, empty values and what the user said or heard
 * already are left out.
 */
export function selectFacts(
  answer: AnsweredCall,
  member: number,
  limit: number,
  context: AgentContext,
  heard: ReadonlySet<string> = new Set(),
): ItemReport {
  const own = ownFields(answer);
  const named = nameField(own, answer, member, context);
  const name = named ? toFact(named, answer, member, context) : null;
  const shown = (field: ResponseField): JsonValue | undefined => fieldValue(field, answer, member);
  const tellable = own.filter(
    (field) =>
      field !== named &&
      shown(field) !== name?.value &&
      isTellable(field, answer.endpoint, shown(field), context),
  );
  // After a change people want to hear what it is now, though they said it themselves.
  const changed = answer.endpoint.intent === 'update';
  const isSaid = (field: ResponseField): boolean => repeatsArgument(shown(field), answer.call);
  const fresh = tellable.filter((field) => changed || !isSaid(field));
  const unheard = fresh.filter(
    (field) => (changed && isSaid(field)) || !isKnown(field.name, shown(field), heard),
  );
  const rest = distinctValues(
    unheard.length > 0 ? unheard : fresh.length > 0 || name ? fresh : tellable,
    answer,
    member,
  );
  const brief = rest.filter((field) => isBrief(shown(field)) && !isProse(shown(field)));
  const switches = own.filter((field) => isTellableSwitch(field, answer.endpoint, shown(field), context));
  const links = own.filter((field) => isTellableLink(field, answer.endpoint, shown(field), context));
  const [little = []] = [rest.slice(0, 1), switches.slice(0, 2), links.slice(0, 1)].filter(
    ({ length }) => length > 0,
  );
  // Prose takes the place of facts where somebody asked for this one thing.
  const asked = !name || (limit > 0 && !answer.at.includes('*'));
  const chosen = brief.length > 0 || !asked ? brief : name ? rest.slice(0, 1) : little;
  const first = new Set(changed ? chosen.filter(isSaid) : []);
  return {
    name,
    facts: mostTelling(chosen, limit, first, answer.endpoint, context).map((field) =>
      toFact(field, answer, member, context),
    ),
  };
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
    // Two numbers may well be alike; the same words twice say nothing new.
    if (typeof fieldValue(field, answer, member) === 'string' && seen.has(value)) return false;
    seen.add(value);
    return true;
  });
}
