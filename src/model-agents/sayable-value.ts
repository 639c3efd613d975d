import type { SlotValue } from '../language/acts.js';
import type { LanguageData } from '../language/data/language-data.js';
import { plainSpeech } from '../language/speech.js';
import { sayValue } from '../language/values/say-value.js';
import { createRandom } from '../random/random.js';
import type { JsonPrimitive } from '../types/json.js';

/** How a value is handed to a model that plays the user: in words of its locale, every date written out. */
export function sayableValue(
  { schema, concept, label }: SlotValue,
  value: JsonPrimitive,
  language: LanguageData,
): string {
  const random = createRandom(`sayable/${label}/${String(value)}`);
  return sayValue({ value, schema, concept, label }, plainSpeech(language), random).text;
}
