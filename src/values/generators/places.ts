import type { Random } from '../../random/random.js';
import { isDestination } from '../label-sense.js';
import type { Place } from '../places.js';
import type { Generator, ValueRequest } from '../value-request.js';

const of =
  (read: (place: Place) => string | number): Generator =>
  (request) =>
    read(isDestination(request.label) ? request.anchor.destination : request.anchor.place);

const postalCode: Generator = (request, random) => {
  const code = writtenPostalCode(request, random);
  // What is kept as a number has neither letters nor hyphens.
  return /integer|number/.test(String(request.schema.type)) ? code.replace(/\D/g, '') || '10115' : code;
};

function writtenPostalCode({ anchor }: ValueRequest, random: Random): string {
  const digits = (count: number): string => String(random.integer(10 ** (count - 1), 10 ** count - 1));
  const letters = 'ABCEGHJKLNPRSTVXY';
  const letter = (): string => letters.charAt(random.integer(0, letters.length - 1));
  switch (anchor.place.countryCode) {
    case 'JP':
      return `${digits(3)}-${digits(4)}`;
    case 'GB':
      return `${letter()}${letter()}${random.integer(1, 19)} ${random.integer(1, 9)}${letter()}${letter()}`;
    case 'CA':
      return `${letter()}${random.integer(1, 9)}${letter()} ${random.integer(1, 9)}${letter()}${random.integer(1, 9)}`;
    case 'NL':
      return `${digits(4)} ${letter()}${letter()}`;
    case 'AT':
    case 'AU':
    case 'BE':
    case 'CH':
    case 'DK':
    case 'NO':
    case 'NZ':
    case 'ZA':
    case 'HU':
      return digits(4);
    case 'CN':
    case 'IN':
    case 'SG':
      return digits(6);
    default:
      return digits(5);
  }
}

/** Places: all parts come from the anchor's place, or its destination where the label says so. */
export const placeGenerators: { readonly [name: string]: Generator } = {
  city: of((place) => place.city),
  country_name: of((place) => place.country),
  country_code: of((place) => place.countryCode),
  region: of((place) => place.region),
  latitude: of((place) => place.latitude),
  longitude: of((place) => place.longitude),
  coordinates: of((place) => `${place.latitude},${place.longitude}`),
  airport_code: of((place) => place.airport),
  airport_name: of((place) => place.airportName),
  timezone: of((place) => place.timezone),
  postal_code: postalCode,
};
