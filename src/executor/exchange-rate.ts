import { currencyUnits } from '../values/data/currency-units.js';
import type { Instance } from './instance.js';
import type { World } from './world.js';

/** Units of the target currency for one of the source's, four significant digits. */
export function exchangeRate(instance: Instance, world: World): number | undefined {
  const attributes = world.profile(instance.entity).attributes;
  const names = [...new Set([...instance.facts.keys(), ...attributes.keys()])];
  const unitsOf = (pattern: RegExp): number | undefined => {
    for (const name of names.filter((candidate) => pattern.test(candidate))) {
      const profile = attributes.get(name);
      const value =
        instance.facts.get(name) ??
        (profile === undefined ? undefined : world.value(instance, name, profile));
      const code = String(value).toUpperCase();
      if (Object.hasOwn(currencyUnits, code)) return currencyUnits[code];
    }
    return undefined;
  };
  const from = unitsOf(/^(from|base|source)(_|$)/);
  const to = unitsOf(/^(to|target|quote|destination|symbol)(_|$)/);
  return from === undefined || to === undefined ? undefined : Number((to / from).toPrecision(4));
}
