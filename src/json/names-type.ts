import type { JsonSchema, JsonSchemaType } from '../types/json.js';

/** Whether a schema node names a type, alone or among others. */
export function namesType({ type }: JsonSchema, wanted: JsonSchemaType): boolean {
  return type === wanted || (Array.isArray(type) && type.includes(wanted));
}
