import type { EndpointSemantics } from '../../types/dataset-record.js';
import type { JsonObject, JsonValue } from '../../types/json.js';
import { matchesOf } from '../pointer.js';
import type { CallView } from '../record-view.js';
import { remember } from '../remember.js';

/** One showing of an entity in an output. */
export type EntityObject = {
  readonly entity: string;
  /** Null where the output shows no identifier. */
  readonly id: string | null;
  readonly pointer: string;
  /** The call whose output shows it. */
  readonly call: CallView;
  readonly object: JsonObject;
  /** Whether it belongs to the endpoint's own objects, the first of its semantics. */
  readonly own: boolean;
};

const writing = new Set(['create', 'update', 'delete', 'execute']);

/** Whether a successful call of such an endpoint changes the world. */
export function isWrite(semantics: EndpointSemantics | undefined): boolean {
  return semantics !== undefined && writing.has(semantics.action);
}

/** Every entity that a successful call's output shows; found once. */
export function entityObjects(call: CallView): readonly EntityObject[] {
  call.known.objects ??= findObjects(call);
  return call.known.objects;
}

function findObjects(call: CallView): EntityObject[] {
  const { output, semantics, succeeded } = call;
  const found: EntityObject[] = [];
  if (!succeeded || semantics === undefined) return found;
  for (const [position, { at, entity, id_field: idField }] of semantics.objects.entries()) {
    const counted = countedFields(at, semantics);
    for (const { pointer, value } of matchesOf(output, at)) {
      if (!isObject(value)) continue;
      const id = idField !== null && Object.hasOwn(value, idField) ? (value[idField] ?? null) : null;
      found.push({
        entity,
        id: id === null || typeof id === 'object' ? null : String(id),
        pointer,
        call,
        object: counted.length === 0 ? value : without(value, counted),
        own: position === 0,
      });
    }
  }
  return found;
}

/** The length of a list belongs to the list, not to the thing whose object holds it. */
function countedFields(at: string, { counts }: EndpointSemantics): readonly string[] {
  return counts.flatMap(({ pointer }) =>
    pointer.startsWith(`${at}/`) ? [pointer.slice(at.length + 1)] : [],
  );
}

function without(object: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));
}

/** `hotel_name`, `hotelName` and `name` of a hotel are one attribute. */
export function attributeOf(field: string, entity: string): string {
  return attributesOf(entity)(field);
}

// Of a million pairs no more than these bounds multiplied are held.
const mostEntities = 2000;
const mostFields = 200;

const attributesOf = remember((entity) => {
  const prefix = lettersOf(entity);
  return remember((field) => {
    const letters = lettersOf(field);
    return letters.startsWith(prefix) && letters.length > prefix.length
      ? letters.slice(prefix.length)
      : letters;
  }, mostFields);
}, mostEntities);

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9\u0080-\uffff]/g, '');
}

/** Value of an attribute, whatever name the object gives it; undefined where it shows none or two. */
export function attributeValue(object: JsonObject, field: string, entity: string): JsonValue | undefined {
  if (Object.hasOwn(object, field)) return object[field];
  const wanted = attributeOf(field, entity);
  let found: JsonValue | undefined;
  let count = 0;
  for (const key in object) {
    if (attributeOf(key, entity) !== wanted) continue;
    count += 1;
    found = object[key];
  }
  return count === 1 ? found : undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
