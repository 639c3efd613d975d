import type { Fact } from '../language/acts.js';
import type { JsonPrimitive } from '../types/json.js';
import type { AnsweredCall } from './answered-call.js';
import type { ToldField } from './told-object.js';

/** A field of an answer as something to tell, with its source. */
export function toFact(field: ToldField, answer: AnsweredCall, member: number): Fact {
  const { label, concept, schema } = field.field;
  const { concepts } = field;
  const id = concept?.id ?? null;
  const value = answer.value(field, member) as JsonPrimitive;
  const source = { kind: 'output' as const, call: answer.call.id, pointer: answer.pointer(field, member) };
  const currency = answer.currency(field, member);
  return currency === null
    ? { label, concept: id, concepts, schema, value, source }
    : { label, concept: id, concepts, schema, value, source, currency };
}
