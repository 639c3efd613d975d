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
  readonly object: JsonObject;
  /** Whether it belongs to the endpoint's own objects, the first of its semantics. */
  readonly own: boolean;
};

const writing = new Set(['create', 'update', 'delete', 'execute']);

/** Whether a successful call of such an endpoint changes the world. */
export function isWrite(semantics: EndpointSemantics | undefined): boolean {
  return semantics !== undefined && writing.has(semantics.action);
}

const known = new WeakMap<CallView, readonly EntityObject[]>();

/** Every entity that a successful call's output shows. */
export function entityObjects(call: CallView): readonly EntityObject[] {
  let objects = known.get(call);
  if (objects === undefined) {
    objects = findObjects(call);
    known.set(call, objects);
  }
  return objects;
}

function findObjects({ output, semantics, succeeded }: CallView): EntityObject[] {
  if (!succeeded || semantics === undefined) return [];
  return semantics.objects.flatMap(({ at, entity, id_field: idField }, position) =>
    matchesOf(output, at).flatMap(({ pointer, value }): EntityObject[] => {
      if (!isObject(value)) return [];
      const id = idField !== null && Object.hasOwn(value, idField) ? (value[idField] ?? null) : null;
      return [
        {
          entity,
          id: id === null || typeof id === 'object' ? null : String(id),
          pointer,
          object: withoutCounts(value, at, semantics),
          own: position === 0,
        },
      ];
    }),
  );
}

/** The length of a list belongs to the list, not to the thing whose object holds it. */
function withoutCounts(object: JsonObject, at: string, { counts }: EndpointSemantics): JsonObject {
  const counted = counts.flatMap(({ pointer }) =>
    pointer.startsWith(`${at}/`) ? [pointer.slice(at.length + 1)] : [],
  );
  if (counted.length === 0) return object;
  return Object.fromEntries(Object.entries(object).filter(([field]) => !counted.includes(field)));
}

/** `hotel_name`, `hotelName` and `name` of a hotel are one attribute. */
export function attributeOf(field: string, entity: string): string {
  const [letters, prefix] = [lettersOf(field), lettersOf(entity)];
  return letters.startsWith(prefix) && letters.length > prefix.length
    ? letters.slice(prefix.length)
    : letters;
}

const lettersOf = remember((name) => name.toLowerCase().replace(/[^a-z0-9\u0080-\uffff]/g, ''));

/** Value of an attribute, whatever name the object gives it; undefined where it shows none or two. */
export function attributeValue(object: JsonObject, field: string, entity: string): JsonValue | undefined {
  if (Object.hasOwn(object, field)) return object[field];
  const named = Object.entries(object).filter(
    ([key]) => attributeOf(key, entity) === attributeOf(field, entity),
  );
  return named.length === 1 ? named[0]?.[1] : undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
