import type { JsonSchemaType } from '../types/json.js';
import { isObject, own, type RawSchema } from './raw-schema.js';

export function typeOf(raw: RawSchema): JsonSchemaType {
  const declared = own(raw, 'type');
  const spelled = Array.isArray(declared)
    ? declared.find((type) => type !== 'null' && typeof type === 'string')
    : declared;
  if (typeof spelled === 'string') {
    const known = typeNames.get(spelled.trim().toLowerCase());
    if (known !== undefined) {
      // `type: string` beside properties is a slip; the properties are the content.
      if (isObject(own(raw, 'properties')) && known !== 'array') return 'object';
      return known;
    }
  }
  if (isObject(own(raw, 'properties'))) return 'object';
  if (own(raw, 'items') !== undefined) return 'array';
  const members = own(raw, 'enum');
  const first = Array.isArray(members)
    ? members.find((member) => member !== null)
    : (own(raw, 'const') ?? own(raw, 'example'));
  if (typeof first === 'number') return Number.isInteger(first) ? 'integer' : 'number';
  if (typeof first === 'boolean') return 'boolean';
  // Pasted example data where a type should be ("grass, poison"), or nothing at all.
  return typeof spelled === 'string' ||
    first !== undefined ||
    own(raw, 'format') !== undefined ||
    own(raw, 'description') !== undefined
    ? 'string'
    : 'object';
}

const typeNames = new Map<string, JsonSchemaType>([
  ['string', 'string'],
  ['str', 'string'],
  ['text', 'string'],
  ['date', 'string'],
  ['datetime', 'string'],
  ['date-time', 'string'],
  ['number', 'number'],
  ['float', 'number'],
  ['double', 'number'],
  ['decimal', 'number'],
  ['integer', 'integer'],
  ['int', 'integer'],
  ['interger', 'integer'],
  ['long', 'integer'],
  ['int64', 'integer'],
  ['int32', 'integer'],
  ['boolean', 'boolean'],
  ['bool', 'boolean'],
  ['object', 'object'],
  ['dict', 'object'],
  ['json', 'object'],
  ['array', 'array'],
  ['list', 'array'],
  ['null', 'null'],
  ['nonetype', 'null'],
]);
