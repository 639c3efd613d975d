import type { JsonValue } from '../../types/json.js';
import type { Normalization } from '../../types/provenance.js';
import { readDates } from './read-date.js';
import { readDateTimes } from './read-date-time.js';
import { readNumbers } from './read-number.js';
import { readQuantities } from './read-quantity.js';
import { readTimes } from './read-time.js';
import type { ReadingContext } from './reading-context.js';

/** The values that something said or shown means under a normalization: input for a derivation. Empty where it means none. */
export function readValues(
  given: JsonValue,
  normalization: Normalization | undefined,
  context: ReadingContext,
): readonly JsonValue[] {
  const text = spell(given);
  switch (normalization?.name) {
    case 'number':
      return typeof given === 'number' ? [given] : readNumbers(text, context.facts);
    case 'unit':
    case 'money':
    case 'round':
      return typeof given === 'number'
        ? [given]
        : readQuantities(text, context.facts).map((quantity) => quantity.value);
    case 'date':
      return readDates(text, context);
    case 'time':
      return readTimes(text, context.facts);
    case 'date_time':
      return readDateTimes(text, context);
    default:
      return [given];
  }
}

/** A thing says nothing by itself, and may hold a `toString` of its own. */
function spell(given: JsonValue): string {
  if (Array.isArray(given)) return given.map(spell).join(',');
  return typeof given === 'object' && given !== null ? '' : String(given);
}
