import { isJsonObject } from '../../json/is-json-object.js';
import type { JsonObject, JsonSchema, JsonValue } from '../../types/json.js';
import { BadRequest } from './bad-request.js';

/** Brackets that may be open at once: what reads a request recurses. */
const maximumDepth = 200;

/** The JSON object that a body is. Throws `BadRequest` for anything else, and for what is nested too deep. */
export function readBody(text: string): JsonObject {
  if (depthOf(text) > maximumDepth) throw new BadRequest('The request body is nested too deep.');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new BadRequest('The request body is not valid JSON.');
  }
  return needObject(parsed, 'The request body');
}

export function needObject(value: unknown, what: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new BadRequest(`${what}: Input should be an object`);
}

export function needString(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new BadRequest(`${what}: Input should be a valid string`);
}

export function needArray(value: unknown, what: string): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  throw new BadRequest(`${what}: Input should be a valid array`);
}

export function needToolName(value: unknown, what: string, longest: number): string {
  const name = needString(value, what);
  if (name.length <= longest && /^[a-zA-Z0-9_-]+$/.test(name)) return name;
  throw new BadRequest(`${what}: String should match pattern '^[a-zA-Z0-9_-]{1,${longest}}$'`);
}

export function needSchema(value: unknown, what: string): JsonSchema {
  const schema = needObject(value, what);
  if (schema.type !== 'object') throw new BadRequest(`${what}.type: Input should be 'object'`);
  return schema as JsonSchema;
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    if (inString) {
      if (letter === '\\') index += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{' || letter === '[') {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (letter === '}' || letter === ']') depth -= 1;
  }
  return deepest;
}
