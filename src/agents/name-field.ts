import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import { type AnsweredCall, fieldValue, snakeCase } from './answered-call.js';
import { isBrief, isProse, isTellable } from './is-tellable.js';
import { memberCount } from './resolve-pointer.js';

/**
 * The field by which people call the thing: its name or title; in a list, else the first words that tell its members apart.
 */
export function nameField(
  own: readonly ResponseField[],
  answer: AnsweredCall,
  member: number,
  context: AgentContext,
): ResponseField | undefined {
  const sayable = own.filter((field) => isCallable(field, answer, member, context));
  const named =
    sayable.find((field) => isName(field, answer.endpoint, context)) ??
    sayable.find(
      (field) => /(^|_)(name|title|headline|model)$/.test(snakeCase(field.name)) && !field.schema.enum,
    );
  if (named) return named;
  const at = answer.endpoint.response.objects[0]?.at ?? '';
  return at.includes('*')
    ? sayable.find((field) => tellsApart(field, answer, memberCount(answer.output, at)))
    : undefined;
}

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
    !isProse(value) &&
    isTellable(field, answer.endpoint, value, context)
  );
}

function tellsApart(field: ResponseField, answer: AnsweredCall, members: number): boolean {
  if (field.schema.enum || field.schema.format !== undefined || members < 1) return false;
  const values = Array.from({ length: members }, (_, member) => fieldValue(field, answer, member));
  return (
    values.every((value) => typeof value === 'string' && !/^\d[\d:T.-]*$/.test(value)) &&
    new Set(values).size === members
  );
}

function isName(field: ResponseField, endpoint: Endpoint, context: AgentContext): boolean {
  const entity = endpoint.response.objects[field.object]?.entity;
  const called = entity === undefined ? undefined : context.knowledge.entities.get(entity)?.nameAttribute;
  return (
    field.object === 0 &&
    (field.attribute === called ||
      /^(name|title|full_name|display_name|label|headline)$/.test(field.attribute))
  );
}
