import type { JsonPrimitive, JsonSchema } from '../types/json.js';
import type { Knowledge } from '../types/knowledge.js';
import type { Parameter, ResponseField } from '../types/tool-registry.js';

export function comparable(parameter: Parameter, field: ResponseField): boolean {
  const numeric = (type: unknown): boolean => type === 'number' || type === 'integer';
  const a = parameter.schema;
  const b = field.schema;
  if (numeric(a.type) !== numeric(b.type) || (a.type === 'boolean') !== (b.type === 'boolean')) return false;
  if (a.format === 'date' && b.format !== undefined && b.format !== 'date') return false;
  if (a.enum !== undefined && (b.format !== undefined || isTime(field))) return false;
  // Seconds of Unix time, written as text, are no days.
  if (countsSeconds(a) !== countsSeconds(b) && (b.format === 'date' || isTime(field))) return false;
  if (a.enum !== undefined && b.enum !== undefined) return a.enum.every((member) => b.enum?.includes(member));
  return true;
}

function countsSeconds({ type, description = '' }: JsonSchema): boolean {
  return type === 'string' && /\b(?:unix|epoch)\b/i.test(description.slice(0, 400));
}

function isTime({ concept }: ResponseField): boolean {
  return knowledgeOfTime.has(concept?.id ?? '');
}

const knowledgeOfTime = new Set([
  'date',
  'date_past',
  'date_start',
  'date_end',
  'date_time',
  'date_time_past',
  'timestamp',
]);

/** `all` of a status is no status, unless the field can show it. */
export function meansEverything(member: JsonPrimitive, field: ResponseField): boolean {
  if (field.schema.enum?.includes(member)) return false;
  return typeof member === 'string' && /^(?:all|any|\*|both)$/i.test(member);
}

export function isFreeText(parameter: Parameter, field: ResponseField, knowledge: Knowledge): boolean {
  if (
    parameter.schema.type !== 'string' ||
    parameter.schema.enum !== undefined ||
    field.schema.enum !== undefined
  )
    return false;
  const concept = field.concept?.id ?? '';
  return (
    /^(?:name|title)$/.test(field.attribute) || textual.some((ancestor) => knowledge.isA(concept, ancestor))
  );
}

const textual = ['media', 'paragraph', 'sentence', 'short_text', 'message_text', 'street_address'];
