import { surelyFits } from '../json/surely-fits.js';
import type { JsonSchema, JsonValue } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';

/**
 * A value typed to the schema (`"3"` → 3 for an integer), or undefined where it is empty, a placeholder, or does not fit.
 */
export function coerceValue(
  value: JsonValue | undefined,
  schema: JsonSchema,
  knowledge: Knowledge,
): JsonValue | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && isPlaceholder(value, knowledge)) return undefined;
  const typed = toType(value, schema);
  if (typed === undefined) return undefined;
  if (schema.enum !== undefined && typeof typed !== 'object') {
    return schema.enum.includes(typed as string) ? typed : sameIgnoringCase(typed, schema.enum);
  }
  if (schema.enum !== undefined) return undefined;
  if (typeof typed === 'number') {
    if (schema.minimum !== undefined && typed < schema.minimum) return undefined;
    if (schema.maximum !== undefined && typed > schema.maximum) return undefined;
  }
  if (!isWithin(typed, schema)) return undefined;
  if (schema.format === 'date' && !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(String(typed)))
    return undefined;
  return typed;
}

/** Bounds that catalogs with schemas of their own state, and that their own examples break now and then. */
const bounds: ReadonlySet<string> = new Set([
  ...['pattern', 'minLength', 'maxLength', 'minItems', 'maxItems'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
]);

function isWithin(value: JsonValue, schema: JsonSchema): boolean {
  return surelyFits(value, Object.fromEntries(Object.entries(schema).filter(([word]) => bounds.has(word))));
}

export function isPlaceholder(value: string, knowledge: Knowledge): boolean {
  const text = value.trim();
  if (text === '') return true;
  if (text.length > 400) return false;
  return knowledge.exclusions.placeholders.some((pattern) => pattern.test(text));
}

function sameIgnoringCase(value: JsonValue, members: NonNullable<JsonSchema['enum']>): JsonValue | undefined {
  const wanted = String(value).toLowerCase();
  return members.find((member) => String(member).toLowerCase() === wanted);
}

function toType(value: JsonValue, schema: JsonSchema): JsonValue | undefined {
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' ? value.trim() : typeof value === 'object' ? undefined : String(value);
    case 'integer':
    case 'number':
      return toNumber(value, schema.type);
    case 'boolean':
      return toBoolean(value);
    case 'array':
      return toArray(value, schema);
    case 'object':
      return toObject(value);
    default:
      return undefined;
  }
}

function toNumber(value: JsonValue, type: 'integer' | 'number'): number | undefined {
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  if (!/^[+-]?(?:\d{1,20})(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?$/i.test(text)) return undefined;
  const parsed = Number(text);
  if (!Number.isFinite(parsed)) return undefined;
  if (type === 'integer' && !Number.isSafeInteger(parsed)) return undefined;
  return Object.is(parsed, -0) ? 0 : parsed;
}

function toBoolean(value: JsonValue): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'object') return undefined;
  const text = String(value).trim().toLowerCase();
  if (text === 'true' || text === '1' || text === 'yes') return true;
  if (text === 'false' || text === '0' || text === 'no') return false;
  return undefined;
}

function toArray(value: JsonValue, schema: JsonSchema): JsonValue | undefined {
  const members = Array.isArray(value) ? value : typeof value === 'string' ? parseList(value) : undefined;
  if (members === undefined || members.length === 0 || members.length > 50) return undefined;
  const items = schema.items ?? { type: 'string' };
  const typed = members.map((member) => (member === null ? undefined : toType(member, items)));
  return typed.every((member) => member !== undefined) ? typed : undefined;
}

function parseList(text: string): readonly JsonValue[] | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('[')) return trimmed.split(/\s*[,;|]\s*/).filter((part) => part !== '');
  const parsed = parseJson(trimmed);
  return Array.isArray(parsed) ? parsed : undefined;
}

function toObject(value: JsonValue): JsonValue | undefined {
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    ? (parsed as JsonValue)
    : undefined;
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
