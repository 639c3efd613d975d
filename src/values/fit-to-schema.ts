import type { JsonSchema, JsonSchemaType, JsonValue } from '../types/json.js';
import { fitFormat } from './fit-format.js';
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
      return fitLength(fitFormat(toText(value), request), schema);
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

function bound(number: number, { minimum, maximum }: JsonSchema, step: 0 | 1): number {
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
