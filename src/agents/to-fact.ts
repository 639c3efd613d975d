import type { Fact } from '../language/acts.js';
import type { JsonPrimitive } from '../types/json.js';
import type { AnsweredCall } from './answered-call.js';
import type { ToldField } from './told-object.js';

/** A field of an answer as something to tell, with its source. */
export function toFact(field: ToldField, answer: AnsweredCall, member: number): Fact {
  const { label, concept, schema } = field.field;
  const fact = {
    label,
    concept: concept?.id ?? null,
    concepts: field.concepts,
    schema,
    value: answer.value(field, member) as JsonPrimitive,
    source: { kind: 'output' as const, call: answer.call.id, pointer: answer.pointer(field, member) },
  };
  const currency = answer.currency(field, member);
  return currency === null ? fact : { ...fact, currency };
}
