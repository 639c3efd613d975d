import type { Random } from '../random/random.js';
import type { Locale } from '../types/plan-row.js';
import { localeData } from './locale-data.js';
import { createPerson, type Person } from './person.js';
import { airportPlaces, cityPlaces, findPlace, type Place, placeIn, placesOf } from './places.js';

/** What the values of one instance or one user share, so that they fit each other. */
export type Anchor = {
  readonly place: Place;
  /** Where a journey from `place` goes; another city with another airport. */
  readonly destination: Place;
  readonly person: Person;
  /** First day of a stay or event, days after now. */
  readonly startDays: number;
  /** Length of the stay in days. */
  readonly stayDays: number;
  /** Set where amounts shown beside it are in the place's currency, so that it must be named. */
  readonly currencyFixed?: boolean;
  /** 0–1, low to high: a dear hotel also has more stars and better ratings. */
  readonly quality: number;
};

/** What a place or person may have to be: names of cities, airports or countries, where they are known. */
export type AnchorHints = {
  readonly from?: Place | string | undefined;
  readonly to?: Place | string | undefined;
};

/** A coherent place and person. `near` names a city, airport or country that the place must be, where it is known. */
export function createAnchor(locale: Locale, random: Random, near: AnchorHints = {}): Anchor {
  return { ...createLazyAnchor(locale, random, near) };
}

/**
 * The same anchor, whose person is made up when first asked for: few values are a person's. `random` is its own from here
 * on: whoever else drew from it would change the person.
 */
export function createLazyAnchor(locale: Locale, random: Random, near: AnchorHints = {}): Anchor {
  const place = known(near.from, locale) ?? pickPlace(locale, random);
  const destination = known(near.to, locale) ?? pickOther(place, locale, random);
  let person: Person | undefined;
  // What no locale has a say in is drawn apart: the same stream gives the same days in each.
  const stay = random.fork('stay');
  return {
    place,
    destination,
    get person() {
      person ??= createPerson(localeData(locale), place, random);
      return person;
    },
    startDays: stay.integer(3, 75),
    stayDays: stay.integer(1, 9),
    quality: stay.next(),
  };
}

/** An anchor for somebody of the locale: at home in its country, where it has one. */
export function createHomeAnchor(locale: Locale, random: Random): Anchor {
  const { homeCountry } = localeData(locale);
  const all = placesOf(locale) ?? cityPlaces;
  const home = all.filter(({ countryCode }) => countryCode === homeCountry);
  return createAnchor(locale, random, home.length === 0 ? {} : { from: random.fork('home').pick(home) });
}

/** The same places and the same person in Latin letters, for values that take no others. */
export function inLatin(anchor: Anchor, locale: Locale): Anchor {
  const { place, destination, person } = anchor;
  return {
    ...anchor,
    place: placeIn(place, locale),
    destination: placeIn(destination, locale),
    person: { ...person, ...person.latin },
  };
}

function known(place: Place | string | undefined, locale: Locale): Place | undefined {
  const found = typeof place === 'string' ? findPlace(place) : place;
  return found === undefined ? undefined : placeIn(found, locale);
}

function pickPlace(locale: Locale, random: Random): Place {
  return random.pick(placesOf(locale) ?? (random.chance(0.6) ? airportPlaces : cityPlaces));
}

function pickOther(place: Place, locale: Locale, random: Random): Place {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const other = random.pick(placesOf(locale) ?? airportPlaces);
    if (other.airport !== place.airport && other.city !== place.city) return other;
  }
  return place;
}
