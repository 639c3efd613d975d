import { unescapeSegment } from '../json/json-pointer.js';
import type { JsonValue } from '../types/json.js';
import { isObject, own, type RawSchema, type Walk } from './raw-schema.js';

export const maximumDepth = 12;
export const maximumNodes = 2_000;
const maximumFlattenings = 20_000;

/** Resolves `$ref`, merges `allOf`, takes the first usable member of `anyOf` and `oneOf`. */
export function flatten(raw: RawSchema, walk: Walk, rounds: number): RawSchema {
  walk.flattened += 1;
  // References and unions can multiply each other: the work is bounded, not only the depth.
  if (rounds > 8 || walk.flattened > maximumFlattenings) return {};
  const reference = own(raw, '$ref');
  if (typeof reference === 'string') {
    const target = resolve(walk.root, reference);
    if (target === null || walk.open.has(target)) return {};
    return flatten(target, walk, rounds + 1);
  }
  const all = own(raw, 'allOf');
  if (Array.isArray(all)) {
    const parts = all.filter(isObject).map((part) => flatten(part, walk, rounds + 1));
    return mergeParts([without(raw, 'allOf'), ...parts]);
  }
  for (const keyword of ['anyOf', 'oneOf']) {
    const members = own(raw, keyword);
    if (!Array.isArray(members)) continue;
    const usable = members.filter(isObject).map((member) => flatten(member, walk, rounds + 1));
    const chosen =
      usable.find(
        (member) => own(member, 'properties') !== undefined || own(member, 'items') !== undefined,
      ) ?? usable.find((member) => own(member, 'type') !== 'null');
    return mergeParts([without(raw, keyword), ...(chosen === undefined ? [] : [chosen])]);
  }
  return raw;
}

function mergeParts(parts: readonly RawSchema[]): RawSchema {
  const merged: Record<string, JsonValue> = Object.create(null);
  const properties: Record<string, JsonValue> = Object.create(null);
  let hasProperties = false;
  for (const part of parts) {
    for (const [key, value] of Object.entries(part)) {
      if (key === 'properties' && isObject(value)) {
        hasProperties = true;
        for (const [name, property] of Object.entries(value)) properties[name] = property;
      } else merged[key] = value;
    }
  }
  if (hasProperties) merged.properties = properties;
  return merged;
}

function resolve(root: RawSchema, reference: string): RawSchema | null {
  if (reference === '#') return root;
  if (!reference.startsWith('#/')) return null;
  let at: JsonValue | undefined = root;
  for (const segment of reference.slice(2).split('/').slice(0, 20)) {
    at = isObject(at) ? own(at, unescapeSegment(segment)) : undefined;
  }
  return isObject(at) ? at : null;
}

function without(raw: RawSchema, keyword: string): RawSchema {
  return Object.fromEntries(Object.entries(raw).filter(([key]) => key !== keyword));
}
