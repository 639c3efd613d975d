import { currencyUnits } from '../values/data/currency-units.js';
import type { Instance } from './instance.js';

/** What an instance's facts say about where it is: the anchor's place and destination must be there. */
export function anchorHints(instance: Instance): {
  readonly from?: string;
  readonly to?: string;
  readonly currency?: string;
} {
  const hints: { from?: string; to?: string; currency?: string } = {};
  const journey = journeys.test(instance.entity);
  for (const [attribute, value] of instance.facts) {
    if (typeof value !== 'string') continue;
    if (currencies.test(attribute) && Object.hasOwn(currencyUnits, value.toUpperCase()))
      hints.currency = value.toUpperCase();
    if (journey && destinations.test(attribute)) hints.to ??= value;
    else if (origins.test(attribute) || destinations.test(attribute)) hints.from ??= value;
  }
  return hints;
}

const journeys = /flight|route|train|trip|ride|bus|ferry|transfer|direction|itinerary|journey|transit|fare/;
const destinations = /(^|_)(to|dest|destination|arrival|dropoff)(_|$)/;
const origins =
  /(^|_)(city|location|place|town|origin|from|departure|pickup|airport|iata|area|near|address|country|country_code|country_name)(_|$)/;
const currencies = /(^|_)(currency|base|from)(_|$)|currency_code/;
