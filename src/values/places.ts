import { knownLocales } from '../config/known-locales.js';
import type { Locale } from '../types/plan-row.js';
import { localeData } from './locale-data.js';
import { travelPlaces, worldPlace } from './world-places.js';

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
export const airportPlaces: readonly Place[] = travelPlaces().airports;
/** Larger cities of the world, capped by country so that no country dominates. */
export const cityPlaces: readonly Place[] = travelPlaces().cities;

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
      const place = placeOf(key);
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
  const world = placeOf(place.key) ?? place;
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

/** Those that are travelled between, by their keys; an airport's city is that of the airport. */
const travelPlacesByKey = new Map([...cityPlaces, ...airportPlaces].map((place) => [place.key, place]));

/** The place with a key. Nearly all that are asked for are travelled between: the others are read when one of them is. */
function placeOf(key: string): Place | undefined {
  return travelPlacesByKey.get(key) ?? worldPlace(key);
}

const placeIndex = new Map<string, Place>();
indexPlaces();

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
