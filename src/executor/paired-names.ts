import { languages } from 'countries-list';
import { currencies } from 'countries-list/currencies';
import type { JsonValue } from '../types/json.js';
import { coins } from '../values/data/coins.js';
import { tickers } from '../values/data/tickers.js';
import { airlines } from '../values/generators/travel.js';
import { localeData } from '../values/locale-data.js';
import { stableHash } from '../values/stable-hash.js';
import type { AttributeProfile } from './entity-catalog.js';
import type { Instance } from './instance.js';
import type { World } from './world.js';

const companies = new Map(tickers.map(([symbol, name]) => [symbol as string, name as string]));
const coinNames = new Map(coins.map(([symbol, name]) => [symbol as string, name as string]));
const airlineNames = new Map(airlines.map(({ iataCode, name }) => [iataCode, name]));
const airlineCodes = new Map(airlines.map(({ iataCode, name }) => [name, iataCode]));

/** Attributes whose values another one of the instance may decide. */
export const pairedAttributes =
  /^((company|coin|language|currency|airline)_)?name$|^company$|^airline$|^flight_number$|(^|_)(condition|conditions|weather|sky)$/;

/** Names that a code of the same instance decides: the company of a ticker, the airline of a flight number, weather fit to its heat. */
export function pairedName(
  instance: Instance,
  attribute: string,
  profile: AttributeProfile,
  world: World,
): JsonValue | undefined {
  const attributes = world.profile(instance.entity).attributes;
  const { names, lists } = localeData(world.settings.locale);
  const read = (name: string): string | undefined => {
    const own = attributes.get(name);
    const value =
      instance.facts.get(name) ??
      (own === undefined || name === attribute ? undefined : world.value(instance, name, own));
    return value === undefined || value === null ? undefined : String(value);
  };
  if (/^((company|coin)_)?name$|^company$/.test(attribute)) {
    const symbol = (read('symbol') ?? read('ticker') ?? String(instance.id)).toUpperCase();
    const name = companies.get(symbol) ?? coinNames.get(symbol);
    if (name !== undefined) return name;
  }
  if (instance.entity === 'language' && /^(language_)?name$/.test(attribute)) {
    const code = (read('code') ?? read('language_code') ?? String(instance.id)).toLowerCase();
    const own = names.languages.get(code);
    if (own !== undefined) return own;
    if (Object.hasOwn(languages, code)) return languages[code as keyof typeof languages].name;
  }
  if (/^currency_name$|^name$/.test(attribute)) {
    const code = String(
      read('currency_code') ?? read('code') ?? (instance.entity === 'currency' ? instance.id : ''),
    ).toUpperCase();
    const own = names.currencies.get(code);
    if (own !== undefined) return own;
    if (Object.hasOwn(currencies, code)) return currencies[code as keyof typeof currencies].name;
  }
  if (instance.entity === 'airline' && /^(airline_)?name$/.test(attribute)) {
    const codes = ['iata', 'iata_code', 'code', 'airline_code', 'iatacode'].map(read);
    for (const code of [...codes, String(instance.id)]) {
      const name = airlineNames.get((code ?? '').toUpperCase());
      if (name !== undefined) return name;
    }
  }
  if (/^airline(_name)?$/.test(attribute))
    return airlineNames.get((read('flight_number') ?? String(instance.id)).slice(0, 2));
  if (attribute === 'flight_number' && instance.id === null) {
    const fact = instance.facts.get('airline') ?? instance.facts.get('airline_name');
    const code =
      airlineCodes.get(String(fact)) ?? (/^[A-Z0-9]{2}$/.test(String(fact)) ? String(fact) : undefined);
    return code === undefined ? undefined : `${code}${100 + (stableHash(instance.key) % 4800)}`;
  }
  return /(^|_)(condition|conditions|weather|sky)$/.test(attribute)
    ? weather(instance, attribute, profile, lists.get('warm_weather') ?? [], read)
    : undefined;
}

/** Snow only where it is cold. */
function weather(
  instance: Instance,
  attribute: string,
  { schema }: AttributeProfile,
  warmWords: readonly string[],
  read: (name: string) => string | undefined,
): JsonValue | undefined {
  const members = (schema.enum ?? warmWords).map(String);
  const warm = members.filter((member) => !/snow|sleet|ice|blizzard|frost|hail/i.test(member));
  for (const name of ['temperature', 'temp', 'max_temperature', 'temperature_max', 'high', 'temperature_c']) {
    const degrees = Number(read(name) ?? Number.NaN);
    if (Number.isFinite(degrees) && degrees > 4 && warm.length > 0)
      return warm[stableHash(`${instance.key}/${attribute}`) % warm.length];
  }
  return undefined;
}
