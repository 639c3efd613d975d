import cityTimezones, { type CityData } from 'city-timezones';
import { countries, type TCountryCode } from 'countries-list';
import { knownLocales } from '../config/known-locales.js';
import type { Locale } from '../types/plan-row.js';
import { airportCities } from './data/airport-cities.js';
import { currencyUnits } from './data/currency-units.js';
import { englishData } from './english-words.js';
import { localeData } from './locale-data.js';

/** A place whose parts fit each other. */
export type Place = {
  /** `Tokyo,JP`: the same in every locale. */
  readonly key: string;
  readonly city: string;
  readonly country: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  readonly region: string;
  readonly latitude: number;
  readonly longitude: number;
  /** IANA name. */
  readonly timezone: string;
  /** ISO 4217. */
  readonly currency: string;
  /** ISO 639-1 code of a language spoken there. */
  readonly language: string;
  /** IATA code of the nearest large airport. */
  readonly airport: string;
  readonly airportName: string;
  /** Country calling code, digits only. */
  readonly phonePrefix: string;
};

/** Cities that people travel between: each has an airport of its own. */
export const airportPlaces: readonly Place[] = [];
/** Larger cities of the world, capped by country so that no country dominates. */
export const cityPlaces: readonly Place[] = [];

/** The place that a city name, airport code, or country name or code stands for; undefined when no locale knows it. */
export function findPlace(text: string): Place | undefined {
  const name = text.trim().toLowerCase();
  return placeIndex.get(name) ?? namesOfLocales().get(name);
}

/** The cities that a locale names itself, which are those that its people talk about; null where it names none. */
export function placesOf(locale: Locale): readonly Place[] | null {
  let places = localPlaces.get(locale);
  if (places === undefined) {
    places = [...localeData(locale).places.keys()].flatMap((key) => {
      const place = worldPlaces.get(key);
      return place === undefined ? [] : [placeIn(place, locale)];
    });
    localPlaces.set(locale, places);
  }
  return places.length === 0 ? null : places;
}

/** The same place by the names that a locale has for it; where it has none, by those of the world's tables. */
export function placeIn(place: Place, locale: Locale): Place {
  let known = namedPlaces.get(locale);
  if (known === undefined) {
    known = new WeakMap();
    namedPlaces.set(locale, known);
  }
  let named = known.get(place);
  if (named === undefined) {
    named = nameIn(place, locale);
    known.set(place, named);
  }
  return named;
}

/** Places by their names in each locale; there are few locales, and a place that nobody holds is forgotten. */
const namedPlaces = new Map<Locale, WeakMap<Place, Place>>();

function nameIn(place: Place, locale: Locale): Place {
  const { places, names, airports } = localeData(locale);
  const world = worldPlaces.get(place.key) ?? place;
  return {
    ...place,
    city: places.get(place.key)?.city ?? world.city,
    region: places.get(place.key)?.region ?? world.region,
    country: names.countries.get(place.countryCode) ?? world.country,
    airportName: airports.get(place.airport) ?? world.airportName,
  };
}

/** Names of cities in the country of a place; of any, where too few are known. */
export function citiesOfCountry({ countryCode }: Place, locale: Locale): readonly string[] {
  const key = `${locale}/${countryCode}`;
  let cities = countryCities.get(key);
  if (cities === undefined) {
    const all = placesOf(locale) ?? cityPlaces;
    const own = all.filter((place) => place.countryCode === countryCode);
    cities = (own.length > 3 ? own : all).map(({ city }) => city);
    countryCities.set(key, cities);
  }
  return cities;
}

/** As many as there are countries and locales. */
const countryCities = new Map<string, readonly string[]>();

const localPlaces = new Map<Locale, readonly Place[]>();
const worldPlaces = new Map<string, Place>();
let localNames: Map<string, Place> | undefined;

/** Cities and countries by what any locale calls them: a text does not say whose words it is in. */
function namesOfLocales(): ReadonlyMap<string, Place> {
  if (localNames === undefined) {
    localNames = new Map();
    for (const locale of knownLocales()) {
      for (const place of placesOf(locale) ?? [])
        for (const name of [place.city, place.country])
          if (!localNames.has(name.toLowerCase())) localNames.set(name.toLowerCase(), place);
    }
  }
  return localNames;
}

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

const placeIndex = new Map<string, Place>();
fillPlaces();

function fillPlaces(): void {
  const bySize = cityTimezones.cityMapping
    .filter(
      (city) => city.pop > 0 && Object.hasOwn(countries, city.iso2) && /^[\u0020-\u024f'-]+$/.test(city.city),
    )
    .sort((left, right) => right.pop - left.pop || (left.city < right.city ? -1 : 1));
  const airports = readAirports(bySize);
  for (const airport of airports) (airportPlaces as Place[]).push(toPlace(airport.data, [airport]));
  const taken = new Map<string, number>();
  const names = new Set<string>();
  for (const city of bySize) {
    const count = taken.get(city.iso2) ?? 0;
    if (count >= (citiesPerCountry[city.iso2] ?? otherCitiesPerCountry) || names.has(city.city)) continue;
    if (city.pop < minimumPopulation || leftOutCountries.has(city.iso2)) continue;
    taken.set(city.iso2, count + 1);
    names.add(city.city);
    (cityPlaces as Place[]).push(toPlace(city, airports));
  }
  for (const city of bySize) {
    const key = `${city.city},${city.iso2}`;
    if (!worldPlaces.has(key)) worldPlaces.set(key, toPlace(city, airports));
  }
  for (const place of [...cityPlaces, ...airportPlaces]) worldPlaces.set(place.key, place);
  indexPlaces();
}

type Airport = { readonly code: string; readonly name: string; readonly data: CityData };

function readAirports(bySize: readonly CityData[]): Airport[] {
  const airports: Airport[] = [];
  for (const { iataCode, name } of englishData.airline?.airport ?? []) {
    const city = airportCities[iataCode];
    const data = bySize.find(
      (item) => `${item.city},${item.iso2}` === city || `${item.city_ascii},${item.iso2}` === city,
    );
    if (data !== undefined) airports.push({ code: iataCode, name: name.replaceAll('"', ''), data });
  }
  return airports;
}

function toPlace(city: CityData, airports: readonly Airport[]): Place {
  const country = countries[city.iso2 as TCountryCode];
  const airport = nearest(city, airports);
  return {
    key: `${city.city},${city.iso2}`,
    city: city.city,
    country: country.name,
    countryCode: city.iso2,
    region: city.province || city.city,
    latitude: round(city.lat),
    longitude: round(city.lng),
    timezone: city.timezone,
    currency: country.currency.find((code) => Object.hasOwn(currencyUnits, code)) ?? 'USD',
    language: country.languages[0] ?? 'en',
    airport: airport.code,
    airportName: airport.name,
    phonePrefix: String(country.phone[0] ?? 1),
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

function indexPlaces(): void {
  const add = (key: string, place: Place): void => {
    if (!placeIndex.has(key.toLowerCase())) placeIndex.set(key.toLowerCase(), place);
  };
  for (const place of [...airportPlaces, ...cityPlaces]) add(place.city, place);
  for (const place of airportPlaces) add(place.airport, place);
  for (const place of [...airportPlaces, ...cityPlaces]) {
    add(place.country, place);
    add(place.countryCode, place);
  }
}

function round(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000;
}
