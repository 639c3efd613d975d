import type { CityData } from 'city-timezones';
import type { ICountry, TCountryCode } from 'countries-list';
import { libraryData } from '../shipped/library-data.js';
import { load } from '../shipped/store.js';
import { airportCities } from './data/airport-cities.js';
import { currencyUnits } from './data/currency-units.js';
import { englishData } from './english-words.js';
import type { Place } from './places.js';

const libraries = ['city-timezones', 'countries-list', '@faker-js/faker'];

/** Cities with airports, and the larger cities of each country. */
export const travelPlaces = libraryData('places to travel to', libraries, () => readPlaces().travel);

const worldTables = libraryData('places of the world', libraries, () => readPlaces().world);

/** The city that the world's tables know by a key, the largest where several have it. */
export function worldPlace(key: string): Place | undefined {
  cities ??= new Map(worldTables().cities.map((row) => [`${row[0]},${row[1]}`, row]));
  const row = cities.get(key);
  if (row === undefined) return undefined;
  const [city, countryCode, region, latitude, longitude, timezone, airport] = row;
  const { countries, airportNames } = worldTables();
  return {
    ...{ key, city, countryCode, region, latitude, longitude, timezone, airport },
    ...(countries[countryCode] as CountryFacts),
    airportName: airportNames[airport] as string,
  };
}

let cities: ReadonlyMap<string, CityRow> | undefined;

const citiesPerCountry: { readonly [iso2: string]: number } = {
  US: 60,
  GB: 20,
  DE: 20,
  JP: 25,
  FR: 15,
  IT: 15,
  ES: 15,
  CA: 15,
  AU: 12,
  IN: 15,
  BR: 12,
  CN: 15,
  MX: 10,
  KR: 8,
  NL: 6,
  PL: 8,
};
const otherCitiesPerCountry = 4;
const minimumPopulation = 100_000;
/** Places where a booking made in a conversation would raise questions that the data does not answer. */
const leftOutCountries = new Set([
  'KP',
  'SY',
  'AF',
  'YE',
  'SO',
  'SD',
  'SS',
  'LY',
  'CF',
  'ML',
  'IQ',
  'HT',
  'MM',
  'ER',
  'TD',
]);

type Tables = {
  readonly travel: { readonly airports: readonly Place[]; readonly cities: readonly Place[] };
  /** Thousands of cities, as rows: written out in full they take longer to read than a short run has. */
  readonly world: {
    readonly cities: readonly CityRow[];
    readonly countries: { readonly [countryCode: string]: CountryFacts };
    readonly airportNames: { readonly [code: string]: string };
  };
};

type CountryFacts = Pick<Place, 'country' | 'currency' | 'language' | 'phonePrefix'>;

type CityRow = readonly [
  city: string,
  countryCode: string,
  region: string,
  latitude: number,
  longitude: number,
  timezone: string,
  airport: string,
];

let tables: Tables | undefined;

function readPlaces(): Tables {
  tables ??= makeTables();
  return tables;
}

function makeTables(): Tables {
  const { cityMapping }: typeof import('city-timezones') = load('city-timezones');
  const { countries }: typeof import('countries-list') = load('countries-list');
  const bySize = cityMapping
    .filter(
      (city) => city.pop > 0 && Object.hasOwn(countries, city.iso2) && /^[\u0020-\u024f'-]+$/.test(city.city),
    )
    .sort((left, right) => right.pop - left.pop || (left.city < right.city ? -1 : 1));
  const airports = readAirports(bySize);
  const factsOf = ({ iso2 }: CityData): CountryFacts => countryFacts(countries[iso2 as TCountryCode]);
  const world = new Map<string, CityData>();
  for (const city of bySize) if (!world.has(keyOf(city))) world.set(keyOf(city), city);
  return {
    travel: {
      airports: airports.map((airport) => toPlace(airport.data, factsOf(airport.data), airport)),
      cities: largerCities(bySize).map((city) => toPlace(city, factsOf(city), nearest(city, airports))),
    },
    world: {
      cities: [...world.values()].map((city) => toRow(city, nearest(city, airports))),
      countries: Object.fromEntries(bySize.map((city) => [city.iso2, factsOf(city)])),
      airportNames: Object.fromEntries(airports.map(({ code, name }) => [code, name])),
    },
  };
}

function largerCities(bySize: readonly CityData[]): CityData[] {
  const taken = new Map<string, number>();
  const names = new Set<string>();
  return bySize.filter(({ city, iso2, pop }) => {
    const count = taken.get(iso2) ?? 0;
    if (count >= (citiesPerCountry[iso2] ?? otherCitiesPerCountry) || names.has(city)) return false;
    if (pop < minimumPopulation || leftOutCountries.has(iso2)) return false;
    taken.set(iso2, count + 1);
    names.add(city);
    return true;
  });
}

type Airport = { readonly code: string; readonly name: string; readonly data: CityData };

function readAirports(bySize: readonly CityData[]): Airport[] {
  const airports: Airport[] = [];
  for (const { iataCode, name } of englishData().airline?.airport ?? []) {
    const city = airportCities[iataCode];
    const data = bySize.find((item) => keyOf(item) === city || `${item.city_ascii},${item.iso2}` === city);
    if (data !== undefined) airports.push({ code: iataCode, name: name.replaceAll('"', ''), data });
  }
  return airports;
}

function keyOf({ city, iso2 }: CityData): string {
  return `${city},${iso2}`;
}

function countryFacts({ name, currency, languages, phone }: ICountry): CountryFacts {
  return {
    country: name,
    currency: currency.find((code) => Object.hasOwn(currencyUnits, code)) ?? 'USD',
    language: languages[0] ?? 'en',
    phonePrefix: String(phone[0] ?? 1),
  };
}

function toRow(city: CityData, { code }: Airport): CityRow {
  const region = city.province || city.city;
  return [city.city, city.iso2, region, round(city.lat), round(city.lng), city.timezone, code];
}

function toPlace(city: CityData, facts: CountryFacts, airport: Airport): Place {
  return {
    key: keyOf(city),
    city: city.city,
    country: facts.country,
    countryCode: city.iso2,
    region: city.province || city.city,
    latitude: round(city.lat),
    longitude: round(city.lng),
    timezone: city.timezone,
    currency: facts.currency,
    language: facts.language,
    airport: airport.code,
    airportName: airport.name,
    phonePrefix: facts.phonePrefix,
  };
}

function nearest(city: CityData, airports: readonly Airport[]): Airport {
  let best = airports[0] as Airport;
  let least = Number.POSITIVE_INFINITY;
  for (const airport of airports) {
    const east = Math.abs(airport.data.lng - city.lng);
    const across = Math.min(east, 360 - east) * Math.cos((city.lat * Math.PI) / 180);
    const distance = (airport.data.lat - city.lat) ** 2 + across ** 2;
    if (distance < least) [best, least] = [airport, distance];
  }
  return best;
}

function round(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}
