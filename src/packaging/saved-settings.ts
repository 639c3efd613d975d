import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject } from '../types/json.js';

/** A saved configuration, whoever wrote it; null where it cannot be read. */
export function parseSaved(saved: Buffer | null): JsonObject | null {
  try {
    const value: unknown = saved === null ? null : JSON.parse(saved.toString('utf8'));
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** Shares of the phenomena that it asked for. */
export function mixTargetsOf(saved: JsonObject | null): { readonly [phenomenon: string]: number } {
  const run = saved !== null && isJsonObject(saved.run) ? saved.run : {};
  const shares = isJsonObject(run.plan) && isJsonObject(run.plan.shares) ? run.plan.shares : {};
  return Object.fromEntries(
    Object.entries(shares).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}
