import type { ResponseField } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import { type AnsweredCall, fieldValue, snakeCase } from './answered-call.js';
import { isBrief, isTellable } from './is-tellable.js';
import { memberCount } from './resolve-pointer.js';

const plainNames = /^(name|title|full_name|display_name|label|headline)$/;

/**
 * The field by which people call the thing: its own name or title; in a list, else the first words that tell its members
 * apart. The driver's name is no name of a ride.
 */
export function nameField(
  own: readonly ResponseField[],
  answer: AnsweredCall,
  member: number,
  context: AgentContext,
): ResponseField | undefined {
  const sayable = own.filter((field) => isCallable(field, answer, member, context));
  const named = sayable.find((field) => isName(field, answer, context));
  const { at } = answer;
  if (named || !at.includes('*')) return named;
  return (
    sayable.find(
      (field) => /(^|_)(name|title|headline|model)$/.test(snakeCase(field.name)) && !field.schema.enum,
    ) ??
    sayable.find(
      (field) =>
        !namesNothing(field, answer, context) && tellsApart(field, answer, memberCount(answer.output, at)),
    )
  );
}

/** A headline may be long; whole sentences are no name. */
function isCallable(
  field: ResponseField,
  answer: AnsweredCall,
  member: number,
  context: AgentContext,
): boolean {
  const value = fieldValue(field, answer, member);
  return (
    typeof value === 'string' &&
    isBrief(value) &&
    !/[a-z]{3,}[.;!]\s|^(\S+\s+){4,}\S+\.["')]?$/.test(value) &&
    isTellable(field, answer.endpoint, value, context)
  );
}

/** Nothing is called by the currency that it is paid in, or, unless places are compared, by the city or country it lies in. */
function namesNothing(
  field: ResponseField,
  { endpoint }: AnsweredCall,
  { knowledge }: AgentContext,
): boolean {
  const concept = field.concept?.id ?? '';
  if (knowledge.isA(concept, 'currency') || knowledge.isA(concept, 'currency_code')) return true;
  const areas = ['city', 'country', 'country_code', 'region'];
  return endpoint.intent !== 'compare' && areas.some((area) => knowledge.isA(concept, area));
}

function tellsApart(field: ResponseField, answer: AnsweredCall, members: number): boolean {
  if (field.schema.enum || field.schema.format !== undefined || members < 1) return false;
  const values = Array.from({ length: members }, (_, member) => fieldValue(field, answer, member));
  return (
    values.every((value) => typeof value === 'string' && !/^\d[\d:T.-]*$/.test(value)) &&
    new Set(values).size === members
  );
}

function isName(field: ResponseField, { endpoint, at }: AnsweredCall, { knowledge }: AgentContext): boolean {
  const object = endpoint.response.objects.findIndex((candidate) => candidate.at === at);
  const entity = knowledge.entities.get(endpoint.response.objects[object]?.entity ?? '');
  const attribute = field.object === object ? field.attribute : snakeCase(field.name);
  if (attribute === entity?.nameAttribute || plainNames.test(attribute)) return true;
  const owner = /^(.+)_(?:name|title)$/.exec(snakeCase(field.name))?.[1]?.replace(/_/g, ' ');
  return (
    owner !== undefined &&
    (entity?.words.includes(owner) === true || endpoint.name.toLowerCase().includes(owner))
  );
}
