import { segmentsOf } from '../json/json-pointer.js';
import type { Endpoint, ResponseField } from '../types/tool-registry.js';
import { traitsOf } from './name-traits.js';

/** Names that say nothing without what they belong to: the `name` of a hotel's `owner` is not the hotel's name. */
const generic = new Set([
  'id',
  'name',
  'title',
  'description',
  'type',
  'status',
  'code',
  'url',
  'value',
  'date',
  'time',
  'text',
  'count',
  'total',
  'label',
  'symbol',
  'key',
  'image',
  'amount',
  'price',
  'rating',
  'email',
  'phone',
  'unit',
  'start',
  'end',
  'min',
  'max',
]);

/**
 * Name under which a field's value is kept for its instance. The registry's canonical attribute, except that a generic name
 * inside a nested plain object takes the names above it along.
 */
export function attributeKey(endpoint: Endpoint, field: ResponseField): string {
  if (field.attribute !== field.name || !generic.has(field.name.toLowerCase())) return field.attribute;
  const inside = relativeSegments(endpoint, field).slice(0, -1);
  const lastArray = inside.lastIndexOf('*');
  const plain = inside.slice(lastArray + 1);
  return plain.length === 0 ? field.attribute : [...plain, field.attribute].join('_').toLowerCase();
}

/** Segments of the field's pointer below the object that holds it. */
export function relativeSegments(endpoint: Endpoint, field: ResponseField): string[] {
  const at = endpoint.response.objects[field.object]?.at ?? '';
  return segmentsOf(field.pointer).slice(segmentsOf(at).length);
}

/** `checkInDate`, `check-in-date` → `check_in_date`: how names of parameters and attributes are compared. */
export function normalName(name: string): string {
  return traitsOf(name).normal;
}
