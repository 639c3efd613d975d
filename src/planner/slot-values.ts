import type { SlotValue } from '../language/acts.js';
import type { LanguageData } from '../language/data/language-data.js';
import { wordsInLocale } from '../language/locale-words.js';
import { phraseOf, plainSpeech } from '../language/speech.js';
import { phraseToText } from '../language/utterance.js';
import { createRandom } from '../random/random.js';
import { isIdName } from '../record-view/is-id-name.js';
import type { JsonPrimitive, JsonSchema, JsonValue } from '../types/json.js';
import type { PlanAttempt } from '../types/plan-row.js';
import type { KnownValue } from '../types/scenario.js';
import type { Endpoint, Parameter } from '../types/tool-registry.js';
import { conceptLine } from './concept-line.js';
import { onceForEach } from './once-for-each.js';
import type { PlannerContext } from './plan-scenario.js';

/** A slot of the chain with its value and what is needed to say it. */
export function toSlotValue(index: number, attempt: PlanAttempt, context: PlannerContext): SlotValue {
  const { endpoint, parameter } = takerOf(index, attempt, context);
  const value = attempt.bindings[index];
  const isList = Array.isArray(value);
  const { label, concepts } = wordsOf(parameter, context);
  return {
    slot: index,
    intent: endpoint.intent,
    label,
    description: parameter.description,
    concept: parameter.concept?.id ?? null,
    concepts,
    schema: isList ? (parameter.schema.items ?? noSchema) : parameter.schema,
    values: isList ? value.filter(isPrimitive) : isPrimitive(value) ? [value] : [],
    isList,
    ...(parameter.fromContext === true ? { fromContext: true } : {}),
  };
}

/** The slot's value as the scenario lists what the user knows. */
export function toKnownValue(slot: SlotValue, attempt: PlanAttempt, context: PlannerContext): KnownValue {
  const { label, concept } = slot;
  const value = attempt.bindings[slot.slot] ?? null;
  const { endpoint, parameter } = takerOf(slot.slot, attempt, context);
  const { isReference, atHand } = wordsOf(parameter, context);
  const isCoded = slot.values.some((each) => typeof each === 'string' && isCode(each));
  const isIdentifier = concept !== null && endpoint.idParameter === parameter.name;
  return isReference || isIdentifier || isCoded
    ? { label, value, concept, reference: atHand }
    : { label, value, concept };
}

const noSchema: JsonSchema = {};

type Taker = { readonly endpoint: Endpoint; readonly parameter: Parameter };

function takerOf(index: number, attempt: PlanAttempt, context: PlannerContext): Taker {
  const slot = attempt.chain.slots[index];
  const endpoint = context.endpoints.get(slot?.endpointId ?? '');
  const parameter = endpoint?.parameters.find((candidate) => candidate.name === slot?.parameter);
  if (!endpoint || !parameter)
    throw new RangeError(`The plan's slot ${index} names a parameter that is not in the registry.`);
  return { endpoint, parameter };
}

/** What is the same of every value that a parameter takes. */
const wordsOf = onceForEach((parameter: Parameter, context: PlannerContext) => {
  const label = parameter.label === '' ? parameter.name.replace(/[^A-Za-z]+/g, ' ').trim() : parameter.label;
  return {
    label,
    concepts: conceptLine(parameter.concept?.id ?? null, context.knowledge),
    isReference: isReference(parameter, context),
    atHand: atHand(label, context.language),
  };
});

/** How somebody comes to know a reference, in the locale's words. */
function atHand(label: string, language: LanguageData): string {
  const places = { label: [wordsInLocale(label, language)] };
  return phraseToText(phraseOf('at_hand', plainSpeech(language), places, [], createRandom('at hand')));
}

/** True of what names one thing and what people do know: an order number, a ticker, an ISBN, a user name, a handle. */
function isReference({ name, concept }: Parameter, { knowledge }: PlannerContext): boolean {
  if (isIdName(name)) return true;
  if (concept === null) return false;
  return knowledge.isA(concept.id, 'reference') || Boolean(knowledge.concepts.get(concept.id)?.identifies);
}

/** Letters and a number joined as nobody writes words: `bessie-smith-mn0000054707`, `order_1027`. */
function isCode(value: string): boolean {
  return /\d{3}/.test(value) && /^[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)+$/.test(value) && /[A-Za-z]/.test(value);
}

function isPrimitive(value: JsonValue | undefined): value is JsonPrimitive {
  return value !== undefined && (value === null || typeof value !== 'object');
}
