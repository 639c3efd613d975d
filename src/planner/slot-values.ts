import type { SlotValue } from '../language/acts.js';
import type { LanguageData } from '../language/data/language-data.js';
import { wordsInLocale } from '../language/locale-words.js';
import { phraseOf, plainSpeech } from '../language/speech.js';
import { phraseToText } from '../language/utterance.js';
import { createRandom } from '../random/random.js';
import { isIdName } from '../record-view/is-id-name.js';
import type { JsonPrimitive, JsonValue } from '../types/json.js';
import type { PlanAttempt } from '../types/plan-row.js';
import type { KnownValue } from '../types/scenario.js';
import { conceptLine } from './concept-line.js';
import type { PlannerContext } from './plan-scenario.js';

/** A slot of the chain with its value and what is needed to say it. */
export function toSlotValue(index: number, attempt: PlanAttempt, context: PlannerContext): SlotValue {
  const slot = attempt.chain.slots[index];
  const endpoint = context.endpoints.get(slot?.endpointId ?? '');
  const parameter = endpoint?.parameters.find((candidate) => candidate.name === slot?.parameter);
  if (!slot || !endpoint || !parameter)
    throw new RangeError(`The plan's slot ${index} names a parameter that is not in the registry.`);
  const value = attempt.bindings[index];
  const isList = Array.isArray(value);
  return {
    slot: index,
    intent: endpoint.intent,
    label: parameter.label === '' ? parameter.name.replace(/[^A-Za-z]+/g, ' ').trim() : parameter.label,
    description: parameter.description,
    concept: parameter.concept?.id ?? null,
    concepts: conceptLine(parameter.concept?.id ?? null, context.knowledge),
    schema: isList ? (parameter.schema.items ?? {}) : parameter.schema,
    values: isList ? value.filter(isPrimitive) : isPrimitive(value) ? [value] : [],
    isList,
  };
}

/** The slot's value as the scenario lists what the user knows. */
export function toKnownValue(slot: SlotValue, attempt: PlanAttempt, context: PlannerContext): KnownValue {
  const known: KnownValue = {
    label: slot.label,
    value: attempt.bindings[slot.slot] ?? null,
    concept: slot.concept,
  };
  return isReference(slot, attempt, context)
    ? { ...known, reference: atHand(slot.label, context.language) }
    : known;
}

/** How somebody comes to know a reference, in the locale's words. */
function atHand(label: string, language: LanguageData): string {
  const places = { label: [wordsInLocale(label, language)] };
  return phraseToText(phraseOf('at_hand', plainSpeech(language), places, [], createRandom('at hand')));
}

/** True of what names one thing and what people do know: an order number, a ticker, an ISBN, a user name, a handle. */
function isReference(
  slot: SlotValue,
  attempt: PlanAttempt,
  { knowledge, endpoints }: PlannerContext,
): boolean {
  const chainSlot = attempt.chain.slots[slot.slot];
  if (chainSlot !== undefined && isIdName(chainSlot.parameter)) return true;
  if (slot.values.some((value) => typeof value === 'string' && isCode(value))) return true;
  if (slot.concept === null) return false;
  if (knowledge.isA(slot.concept, 'reference') || knowledge.concepts.get(slot.concept)?.identifies)
    return true;
  const endpoint = endpoints.get(chainSlot?.endpointId ?? '');
  return endpoint !== undefined && endpoint.idParameter === chainSlot?.parameter;
}

/** Letters and a number joined as nobody writes words: `bessie-smith-mn0000054707`, `order_1027`. */
function isCode(value: string): boolean {
  return /^[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)+$/.test(value) && /[A-Za-z]/.test(value) && /\d{3}/.test(value);
}

function isPrimitive(value: JsonValue | undefined): value is JsonPrimitive {
  return value !== undefined && (value === null || typeof value !== 'object');
}
