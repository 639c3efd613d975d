import type { Random } from '../random/random.js';
import type { JsonPrimitive, JsonValue } from '../types/json.js';
import { referenceLocale } from '../types/plan-row.js';
import { inLatin } from './anchor.js';
import { fitToSchema } from './fit-to-schema.js';
import { generators } from './generators/registry.js';
import { guessGenerator } from './guess-generator.js';
import { takesLatinOnly } from './takes-latin-only.js';
import type { ValueRequest } from './value-request.js';
import { varyExample } from './vary-example.js';

/**
 * One plausible value: of the concept's generator, else from enum, examples, or what type and label suggest; always valid
 * against `schema`. In the words of the request's locale, but in Latin letters where nothing else is taken. A pure function of
 * request and random stream.
 */
export function generateValue(request: ValueRequest, random: Random): JsonValue {
  if (!takesLatinOnly(request)) return generate(request, random);
  return generate(
    { ...request, locale: referenceLocale, anchor: inLatin(request.anchor, referenceLocale) },
    random,
  );
}

function generate(request: ValueRequest, random: Random): JsonValue {
  const { schema } = request;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined && schema.enum.length > 0) {
    const currency = request.anchor.place.currency;
    // Beside amounts, the currency is the one they are in.
    if (request.anchor.currencyFixed === true && schema.enum.includes(currency)) return currency;
    return random.pick(sayableOf(schema.enum));
  }
  if (schema.type === 'array' && schema.items !== undefined) return generateList(request, random);
  const generator = request.generator === null ? undefined : generators.get(request.generator);
  if (generator !== undefined)
    return fitToSchema(insideBounds(generator(request, random), request, random), request);
  if (request.examples.length > 0) return fitToSchema(varyExample(request, random), request);
  return fitToSchema(insideBounds(guessGenerator(request)(request, random), request, random), request);
}

/** A number outside the bounds that the schema states gives way to one drawn inside them, more often low than high. */
function insideBounds(value: JsonValue, { schema }: ValueRequest, random: Random): JsonValue {
  const { minimum, maximum, type } = schema;
  if (typeof value !== 'number' || minimum === undefined || maximum === undefined) return value;
  if (value >= minimum && value <= maximum) return value;
  const drawn = minimum + (maximum - minimum) * random.next() ** 1.5;
  if (type === 'integer') return Math.round(drawn);
  const step = maximum - minimum > 50 ? 0.5 : 0.1;
  return Math.round(Math.round(drawn / step) * step * 100) / 100;
}

function generateList(request: ValueRequest, random: Random): JsonValue {
  const { items, minItems, maxItems } = request.schema;
  const minimum = minItems ?? 1;
  const count = random.integer(minimum, Math.max(minimum, Math.min(maxItems ?? 3, minimum + 2)));
  const list: JsonValue[] = [];
  const seen = new Set<string>();
  // A few tries more than needed, so that members are distinct where the item schema has enough of them.
  for (let attempt = 0; attempt < count + 6 && list.length < count; attempt += 1) {
    const value = generate(
      { ...request, schema: items ?? {}, examples: request.examples.flat() as JsonValue[] },
      random,
    );
    const key = JSON.stringify(value);
    if (seen.has(key) && attempt < count + 5 && list.length >= minimum) continue;
    seen.add(key);
    list.push(value);
  }
  return list;
}

const sayable = new WeakMap<readonly JsonPrimitive[], readonly JsonPrimitive[]>();

/** The members of an enum that can be said; all where none can. */
function sayableOf(members: readonly JsonPrimitive[]): readonly JsonPrimitive[] {
  let known = sayable.get(members);
  if (known === undefined) {
    known = members.filter(isSayable);
    if (known.length === 0 || known.length === members.length) known = members;
    sayable.set(members, known);
  }
  return known;
}

/** Members with control characters or marks that turn text around are valid, but nobody can say them. */
function isSayable(member: JsonValue): boolean {
  return (
    typeof member !== 'string' ||
    !/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/.test(member)
  );
}
