import { surelyFits } from '../json/surely-fits.js';
import type { JsonObject, JsonValue } from '../types/json.js';
import type { Endpoint } from '../types/tool-registry.js';

/**
 * True where a plain reading of the definition already shows that the arguments fit it: nearly all calls. False says nothing:
 * the arguments may be wrong, or the definition use words that are not read here. So no schema is compiled for a call that fits.
 */
export function areSurelyValid({ parameters }: Endpoint, given: JsonObject): boolean {
  for (const { name, required } of parameters)
    if (required && (!Object.hasOwn(given, name) || given[name] === undefined)) return false;
  for (const name of Object.keys(given)) {
    // Of two definitions of one name the last one counts.
    const parameter = parameters.findLast((one) => one.name === name);
    if (parameter === undefined || !surelyFits(given[name] as JsonValue, parameter.schema)) return false;
  }
  return true;
}
