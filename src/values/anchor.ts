import type { Random } from '../random/random.js';
import type { Locale } from '../types/plan-row.js';
import { personNames } from './locale-data.js';
import { airportPlaces, cityPlaces, findPlace, japanesePlaces, type Place } from './places.js';
import { romanize } from './romanize.js';

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

export type Person = {
  readonly name: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly username: string;
  readonly phone: string;
};

/** A coherent place and person. `near` names a city, airport or country that the place must be, where it is known. */
export function createAnchor(
  locale: Locale,
  random: Random,
  near: { readonly from?: Place | string | undefined; readonly to?: Place | string | undefined } = {},
): Anchor {
  const place = known(near.from) ?? pickPlace(locale, random);
  const destination = known(near.to) ?? pickOther(place, locale, random);
  return {
    place,
    destination,
    person: createPerson(locale, place, random),
    startDays: random.integer(3, 75),
    stayDays: random.integer(1, 9),
    quality: random.next(),
  };
}

function known(place: Place | string | undefined): Place | undefined {
  return typeof place === 'string' ? findPlace(place) : place;
}

function pickPlace(locale: Locale, random: Random): Place {
  if (locale === 'ja') return random.pick(japanesePlaces);
  return random.pick(random.chance(0.6) ? airportPlaces : cityPlaces);
}

function pickOther(place: Place, locale: Locale, random: Random): Place {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const other = locale === 'ja' ? random.pick(japanesePlaces) : random.pick(airportPlaces);
    if (other.airport !== place.airport && other.city !== place.city) return other;
  }
  return place;
}

const mailDomains = [
  'gmail.com',
  'outlook.com',
  'yahoo.com',
  'icloud.com',
  'proton.me',
  'fastmail.com',
  'gmx.net',
  'hey.com',
];

function createPerson(locale: Locale, place: Place, random: Random): Person {
  const names = personNames(locale);
  const firstName = random.pick(names.first);
  const lastName = random.pick(names.last);
  const [first, last] = [romanize(firstName, random), romanize(lastName, random)];
  const number = random.integer(1, 97);
  const handle = random.pick([
    `${first}.${last}`,
    `${first}${last}${number}`,
    `${first.charAt(0)}${last}`,
    `${last}.${first}`,
    `${first}_${last}`,
  ]);
  return {
    name: locale === 'ja' ? `${lastName} ${firstName}` : `${firstName} ${lastName}`,
    firstName,
    lastName,
    email: `${handle}@${random.pick(mailDomains)}`,
    username: random.pick([
      `${first}_${number}`,
      `${first}${last.charAt(0)}${number}`,
      `${last}${number}`,
      `the_${first}_${last}`,
    ]),
    phone: phoneNumber(place, random),
  };
}

/** Numbers of North America use the range reserved for fiction, 555-01xx; the others are of a plausible length. */
function phoneNumber(place: Place, random: Random): string {
  if (place.phonePrefix === '1')
    return `+1 ${random.integer(212, 989)}-555-01${String(random.integer(0, 99)).padStart(2, '0')}`;
  return `+${place.phonePrefix} ${random.integer(20, 99)} ${random.integer(2000, 9999)} ${String(random.integer(0, 9999)).padStart(4, '0')}`;
}
