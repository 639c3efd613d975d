import type { JsonSchema } from '../types/json.js';

/** True when every value of a response field can be passed to a parameter: same JSON type (numbers may become text), same closed set. */
export function schemasAgree(field: JsonSchema, parameter: JsonSchema): boolean {
  if (!typesAgree(typesOf(field), typesOf(parameter))) return false;
  if (parameter.enum === undefined) return true;
  const members = new Set(parameter.enum);
  return field.enum?.every((member) => members.has(member)) ?? false;
}

function typesAgree(from: readonly string[], to: readonly string[]): boolean {
  if (to.length === 0) return true;
  return from.every((type) => {
    if (type === 'null' || to.includes(type)) return true;
    if (type === 'integer') return to.includes('number') || to.includes('string');
    return type === 'number' && to.includes('string');
  });
}

function typesOf(schema: JsonSchema): readonly string[] {
  if (schema.type === undefined) return [];
  return typeof schema.type === 'string' ? [schema.type] : schema.type;
}
