import { compilePattern } from '../json/compile-pattern.js';
import type { JsonSchema, JsonSchemaType, JsonValue } from '../types/json.js';
import { fitFormat } from './fit-format.js';
import { fromPattern } from './from-pattern.js';
import { stableHash } from './stable-hash.js';
import type { ValueRequest } from './value-request.js';

/** The value as the schema wants it: its type, an enum member, its format, inside its bounds. Equal values fit equally. */
export function fitToSchema(value: JsonValue, request: ValueRequest): JsonValue {
  const { schema } = request;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined && schema.enum.length > 0) return fitEnum(value, schema.enum);
  const branch = (schema.anyOf ?? schema.oneOf)?.find((option) => option.type !== 'null');
  if (branch !== undefined) return fitToSchema(value, { ...request, schema: branch });
  switch (primaryType(schema)) {
    case 'integer':
      return bound(Math.round(toNumber(value)), schema, 1);
    case 'number':
      return bound(toNumber(value), schema, 0);
    case 'boolean':
      return typeof value === 'boolean' ? value : value === 'true' || value === 1 || value === 'yes';
    case 'null':
      return null;
    case 'array':
      return Array.isArray(value)
        ? value
        : [schema.items === undefined ? value : fitToSchema(value, { ...request, schema: schema.items })];
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
    case 'string':
      return fitPattern(fitLength(fitFormat(toText(value), request), schema), schema);
    default:
      return value;
  }
}

/** First type that is not null; undefined where the schema leaves it open. */
export function primaryType(schema: JsonSchema): JsonSchemaType | undefined {
  if (!Array.isArray(schema.type)) return schema.type as JsonSchemaType | undefined;
  return (schema.type as readonly JsonSchemaType[]).find((type) => type !== 'null') ?? 'null';
}

function fitEnum(value: JsonValue, members: readonly (string | number | boolean | null)[]): JsonValue {
  const text = toText(value).toLowerCase();
  const same =
    members.find((member) => member === value) ??
    members.find((member) => String(member).toLowerCase() === text);
  return same ?? (members[stableHash(text) % members.length] as JsonValue);
}

function toText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return String(value);
}

/** Numbers as they are; digits out of a text; a stable number of the text where it has none. */
function toNumber(value: JsonValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = toText(value);
  const plain = Number(text);
  if (text !== '' && Number.isFinite(plain)) return plain;
  const digits = /-?\d{1,15}(?:\.\d{1,6})?/.exec(text)?.[0];
  return digits === undefined ? 1 + (stableHash(text) % 997) : Number(digits);
}

/** Inside the bounds, and a multiple of what it must be one of. */
function bound(number: number, schema: JsonSchema, step: 0 | 1): number {
  const { exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (multipleOf !== undefined && multipleOf > 0) return multipleIn(number, schema, step, multipleOf);
  if (exclusiveMinimum === undefined && exclusiveMaximum === undefined)
    return boundClosed(number, schema, step);
  const gap = step === 1 ? 1 : gapIn(schema);
  return boundClosed(
    number,
    {
      ...openEnd(
        'minimum',
        Math.max,
        schema.minimum,
        exclusiveMinimum === undefined ? undefined : exclusiveMinimum + gap,
      ),
      ...openEnd(
        'maximum',
        Math.min,
        schema.maximum,
        exclusiveMaximum === undefined ? undefined : exclusiveMaximum - gap,
      ),
    },
    step,
  );
}

/** How far inside an open end a number lies at least: a hundredth, or less where there is less room. */
function gapIn({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): number {
  const low = exclusiveMinimum ?? minimum ?? Number.NEGATIVE_INFINITY;
  const high = exclusiveMaximum ?? maximum ?? Number.POSITIVE_INFINITY;
  return Math.min(0.01, (high - low) / 4);
}

function openEnd<Key extends 'minimum' | 'maximum'>(
  key: Key,
  narrower: (...bounds: number[]) => number,
  ...bounds: (number | undefined)[]
): { readonly [key in Key]?: number } {
  const known = bounds.filter((each) => each !== undefined);
  return known.length === 0 ? {} : ({ [key]: narrower(...known) } as { readonly [key in Key]?: number });
}

const mostAway = 100;

/** Counted in steps of the multiple, so that 0.3 is three times 0.1 and not nearly so. */
function multipleIn(number: number, schema: JsonSchema, step: 0 | 1, multiple: number): number {
  const { multipleOf: _, ...rest } = schema;
  const inside = bound(number, rest, step);
  const low = Math.ceil((rest.minimum ?? rest.exclusiveMinimum ?? Number.NEGATIVE_INFINITY) / multiple);
  const high = Math.floor((rest.maximum ?? rest.exclusiveMaximum ?? Number.POSITIVE_INFINITY) / multiple);
  const steps = Math.min(high, Math.max(low, Math.round(inside / multiple)));
  const places = /\.(\d+)$/.exec(String(multiple))?.[1]?.length ?? 0;
  const at = (count: number): number => Number((count * multiple).toFixed(Math.min(places, 20)));
  // Checkers divide: 19.99 / 0.01 is no whole number to them, a neighbour's is.
  for (let away = 0; away <= mostAway; away += 1)
    for (const count of [steps + away, steps - away])
      if (count >= low && count <= high && Number.isInteger(at(count) / multiple)) return at(count);
  return at(steps);
}

function boundClosed(
  number: number,
  { minimum, maximum }: Pick<JsonSchema, 'minimum' | 'maximum'>,
  step: 0 | 1,
): number {
  const low = minimum === undefined ? Number.NEGATIVE_INFINITY : step === 1 ? Math.ceil(minimum) : minimum;
  const high = maximum === undefined ? Number.POSITIVE_INFINITY : step === 1 ? Math.floor(maximum) : maximum;
  if (number >= low && number <= high) return number === 0 ? 0 : number;
  // Folded into the range, not clamped, so that a narrow range does not pile up at its ends.
  if (Number.isFinite(low) && Number.isFinite(high) && high > low) {
    const width = high - low + (step === 1 ? 1 : 0);
    const folded = low + ((((number - low) % width) + width) % width);
    return step === 1
      ? Math.round(folded)
      : Math.round(Math.min(high, folded) * 100) / 100 >= low
        ? Math.min(high, Math.round(folded * 100) / 100)
        : low;
  }
  return number < low
    ? low + (step === 1 ? Math.abs(Math.round(number)) % 7 : 0)
    : high - (step === 1 ? Math.abs(Math.round(number)) % 7 : 0);
}

/** A text that the pattern does not allow gives way to one that it does, always the same for the same text. */
function fitPattern(text: string, { pattern, minLength, maxLength }: JsonSchema): string {
  if (pattern === undefined || (compilePattern(pattern)?.(text) ?? true)) return text;
  return fromPattern(pattern, { minLength, maxLength }, text) ?? text;
}

/** Cut at a word's end where possible; too short texts grow by what they are made of. */
function fitLength(text: string, { minLength, maxLength }: JsonSchema): string {
  let fitted = text;
  for (let step = 0; minLength !== undefined && [...fitted].length < minLength && step < 4096; step += 1) {
    const hash = stableHash(`${step}/${text}`);
    fitted += /^\d*$/.test(text)
      ? String(hash % 10)
      : text.includes(' ')
        ? ` ${text}`
        : 'abcdefghkmnprstuvwxyz'.charAt(hash % 21);
  }
  if (maxLength === undefined || [...fitted].length <= maxLength) return fitted;
  const cut = [...fitted].slice(0, maxLength).join('');
  const space = cut.lastIndexOf(' ');
  return space > maxLength / 2 && space >= (minLength ?? 0) ? cut.slice(0, space) : cut;
}
