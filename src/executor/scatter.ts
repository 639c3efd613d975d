import type { JsonValue } from '../types/json.js';
import { stableHash } from '../values/stable-hash.js';
import type { Instance } from './instance.js';

/** A coordinate of what a search finds lies some kilometres around the place, each somewhere else. */
export function scatter(value: JsonValue, attribute: string, { key, entity, facts }: Instance): JsonValue {
  if (!facts.has('#member') || /airport|city|country|region/.test(entity)) return value;
  const degrees = Number(value);
  if (!Number.isFinite(degrees)) return value;
  const moved = degrees + (stableHash(`${key}/${attribute}`) % 1000) / 12_500 - 0.04;
  const rounded = Math.round(Math.max(-179.9, Math.min(179.9, moved)) * 10_000) / 10_000;
  return typeof value === 'string' ? String(rounded) : rounded;
}
