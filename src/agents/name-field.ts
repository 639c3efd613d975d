import type { AnsweredCall } from './answered-call.js';
import type { Naming } from './naming.js';
import type { ToldField } from './told-object.js';

/** What things are called by, what serves best first; a lone object by nothing but a name of its own. */
const ways: readonly Naming[] = ['own', 'other', 'words'];

/**
 * The field by which people call the thing: its own name or title; in a list, else the first words that tell its members
 * apart.
 */
export function nameField(answer: AnsweredCall, member: number): ToldField | undefined {
  const { fields, isList } = answer.object;
  for (const naming of ways) {
    for (const field of fields) {
      if (field.naming !== naming || !isCallable(field, answer, member)) continue;
      if (naming !== 'words' || answer.tellsApart(field)) return field;
    }
    if (!isList) return undefined;
  }
  return undefined;
}

/** A headline may be long; whole sentences are no name. */
function isCallable(field: ToldField, answer: AnsweredCall, member: number): boolean {
  const value = answer.value(field, member);
  if (typeof value !== 'string') return false;
  const fitness = answer.fitness(field, member);
  return (
    (fitness === 'brief' || fitness === 'sentences') &&
    !(/[.;!]/.test(value) && /[a-z]{3,}[.;!]\s|^(\S+\s+){4,}\S+\.["')]?$/.test(value))
  );
}
