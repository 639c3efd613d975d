import type { JsonObject, JsonValue } from '../types/json.js';
import { normalName } from './attribute-key.js';

/**
 * True of a whole number that is what an argument of that name says, cut off (an answer whose `lat` is declared whole, where
 * 43.27 was asked for), and of a yes or no where a word was (`status`).
 */
export function isCurtailed(name: string, value: JsonValue | undefined, given: JsonObject): boolean {
  const own = normalName(name);
  if (typeof value === 'boolean')
    return Object.entries(given).some(
      ([other, said]) => normalName(other) === own && typeof said === 'string' && !switches.test(said),
    );
  if (typeof value !== 'number' || !Number.isInteger(value)) return false;
  return Object.entries(given).some(([other, said]) => {
    if (normalName(other) !== own || (typeof said !== 'number' && typeof said !== 'string')) return false;
    const number = Number.parseFloat(String(said));
    return Math.abs(number - value) < 1 && String(said).trim() !== String(value) && !isWhole(said);
  });
}

function isWhole(said: number | string): boolean {
  return Number.isInteger(typeof said === 'number' ? said : Number(said));
}

const switches = /^(true|false|yes|no|on|off|0|1)$/i;
