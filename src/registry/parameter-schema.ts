import type { JsonPrimitive, JsonSchema, JsonValue } from '../types/json.js';
import type { RawParameter } from '../types/raw-tool.js';
import { enumFromText } from './enum-from-text.js';
import type { ParameterType } from './parameter-type.js';

export function enumOf(raw: RawParameter, type: ParameterType): readonly JsonPrimitive[] | null {
  const given = listOf(raw.extensions['x-enum']).filter(
    (member): member is JsonPrimitive => typeof member !== 'object' && member !== null,
  );
  if (given.length > 0) return [...new Set(given)];
  if (type.format !== null || (type.type !== 'string' && type.type !== 'integer')) return null;
  const listed = enumFromText(raw.description);
  // "Either 'offset' or 'key' may be set" speaks of parameters, this one among them.
  if (listed === null || listed.some((member) => isNameOf(member, raw.name))) return null;
  if (type.type === 'string') return listed;
  const numbers = listed.map(Number);
  return numbers.every(Number.isSafeInteger) ? numbers : null;
}

export function bareSchema(
  type: ParameterType,
  description: string,
  members: readonly JsonPrimitive[] | null,
): JsonSchema {
  const described = description === '' ? {} : { description };
  if (type.type === 'array')
    return {
      type: 'array',
      ...described,
      items: { type: 'string', ...(members === null ? {} : { enum: members }) },
    };
  return {
    type: members === null ? type.type : typeOfMembers(members, type.type),
    ...described,
    ...(type.format === null ? {} : { format: type.format }),
    ...(members === null ? {} : { enum: members }),
  };
}

/** The type that the catalog's own schema gives. */
export function declaredType({ type, format }: JsonSchema): ParameterType {
  const isType = (each: unknown): each is ParameterType['type'] =>
    typeof each === 'string' && each !== 'null';
  return { type: isType(type) ? type : 'string', format: format ?? null, isEnum: false };
}

/** The catalog's own schema; values are bound further where the description lists what there is. */
export function declaredSchema(
  { description: _, ...declared }: JsonSchema,
  description: string,
  members: readonly JsonPrimitive[] | null,
): JsonSchema {
  const { type, ...rest } = declared;
  return {
    type: type ?? 'string',
    ...(description === '' ? {} : { description }),
    ...rest,
    ...(members === null || type === 'array' ? {} : { enum: members }),
  };
}

function typeOfMembers(
  members: readonly JsonPrimitive[],
  type: ParameterType['type'],
): ParameterType['type'] {
  if (members.every((member) => typeof member === 'string')) return 'string';
  if (members.every((member) => typeof member === 'number'))
    return members.every(Number.isInteger) ? 'integer' : 'number';
  if (members.every((member) => typeof member === 'boolean')) return 'boolean';
  return type;
}

export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

function isNameOf(member: string, name: string): boolean {
  return (/[A-Za-z0-9_]+$/.exec(name)?.[0] ?? name).toLowerCase() === member.toLowerCase();
}
