import type { JsonObject, JsonValue } from '../types/json.js';
import { normalName } from './attribute-key.js';

/** What a call says, by the names of its arguments as names are compared. */
export type GivenByName = ReadonlyMap<string, readonly JsonValue[]>;

export function readGiven(given: JsonObject): GivenByName {
  const byName = new Map<string, JsonValue[]>();
  for (const name of Object.keys(given)) {
    const value = given[name] as JsonValue;
    const known = byName.get(normalName(name));
    if (known === undefined) byName.set(normalName(name), [value]);
    else known.push(value);
  }
  return byName;
}

/**
 * True of a whole number that is what an argument of that name says, cut off (an answer whose `lat` is declared whole, where
 * 43.27 was asked for), and of a yes or no where a word was (`status`). `name`: as names are compared.
 */
export function isCurtailed(name: string, value: JsonValue | undefined, given: GivenByName): boolean {
  if (typeof value === 'boolean')
    return given.get(name)?.some((said) => typeof said === 'string' && !switches.test(said)) === true;
  if (typeof value !== 'number' || !Number.isInteger(value)) return false;
  return given.get(name)?.some((said) => cutsOff(value, said)) === true;
}

function cutsOff(value: number, said: JsonValue): boolean {
  if (typeof said !== 'number' && typeof said !== 'string') return false;
  const number = Number.parseFloat(String(said));
  return Math.abs(number - value) < 1 && String(said).trim() !== String(value) && !isWhole(said);
}

function isWhole(said: number | string): boolean {
  return Number.isInteger(typeof said === 'number' ? said : Number(said));
}

const switches = /^(true|false|yes|no|on|off|0|1)$/i;
