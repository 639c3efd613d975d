import type { Fact } from '../language/acts.js';
import { conceptLine } from '../planner/concept-line.js';
import type { JsonPrimitive } from '../types/json.js';
import type { ResponseField } from '../types/tool-registry.js';
import type { AgentContext } from './agent-context.js';
import { type AnsweredCall, fieldValue } from './answered-call.js';
import { concretePointer } from './resolve-pointer.js';

/** A field of an answer as something to tell, with its source. */
export function toFact(
  field: ResponseField,
  answer: AnsweredCall,
  member: number,
  context: AgentContext,
): Fact {
  const concepts = conceptLine(field.concept?.id ?? null, context.knowledge);
  const currency = concepts.includes('money') ? currencyBeside(field, answer, member) : undefined;
  return {
    label: field.label,
    concept: field.concept?.id ?? null,
    concepts,
    schema: field.schema,
    value: fieldValue(field, answer, member) as JsonPrimitive,
    source: { kind: 'output', call: answer.call.id, pointer: concretePointer(field.pointer, member) },
    ...(currency === undefined ? {} : { currency }),
  };
}

/** Code in a currency field of the same object. */
function currencyBeside(field: ResponseField, answer: AnsweredCall, member: number): string | undefined {
  const parent = field.pointer.slice(0, field.pointer.lastIndexOf('/'));
  const sibling = answer.endpoint.response.fields.find(
    (other) =>
      other.pointer.slice(0, other.pointer.lastIndexOf('/')) === parent && /currency/i.test(other.name),
  );
  const code = sibling ? fieldValue(sibling, answer, member) : undefined;
  return typeof code === 'string' && /^[A-Z]{3}$/.test(code) ? code : undefined;
}
